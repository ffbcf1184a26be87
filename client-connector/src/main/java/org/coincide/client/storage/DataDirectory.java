package org.coincide.client.storage;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * The folder of an HSQLDB file, prepared before the database is opened: created, writable, closed to other users, and locked for
 * this process.
 */
public final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private static final String LOCK = "client.lock";

    private final Path path;
    private final String database;
    private final DirectoryLock lock;

    private DataDirectory(Path path, String database, DirectoryLock lock) {
        this.path = path;
        this.database = database;
        this.lock = lock;
    }

    /**
     * Prepares and locks the folder.
     *
     * @param file path of the database without extension
     * @throws DataDirectoryException if the folder cannot be used; the message names path, settings and remedy
     */
    static DataDirectory open(Path file, String configured, String url, DataSize minFree) {
        Path path = file.getParent();
        var refusal = new DataDirectoryRefusal(path, configured, url);
        return refusal.orElse(() -> {
            OwnerOnlyFiles.createDirectories(path);
            if (path.toFile().getUsableSpace() < minFree.toBytes()) {
                throw refusal.full(path.toFile().getUsableSpace(), minFree);
            }
            return open(path.toRealPath(), file.getFileName().toString(), refusal);
        });
    }

    private static DataDirectory open(Path path, String database, DataDirectoryRefusal refusal)
            throws IOException, DirectoryLock.HeldException {
        if (refusal.isOnReadOnlyDisk()) {
            throw refusal.readOnly();
        }
        if (!Files.isWritable(path)) {
            throw refusal.noPermission(path);
        }
        var opened = new DataDirectory(path, database, DirectoryLock.take(path.resolve(LOCK)));
        try {
            opened.refuseUnusableFiles(refusal);
            opened.tightenExisting();
            return opened;
        } catch (IOException | RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /** The folder's real path. */
    public Path path() {
        return path;
    }

    /**
     * Removes the permissions of other users on the folder, unless it contains files of other programs, and on files which the database
     * has created meanwhile.
     *
     * @return the files that had such permissions
     */
    List<Path> tighten() throws IOException {
        List<Path> tightened = new ArrayList<>();
        if (path.getFileName().toString().startsWith("client-") && OwnerOnlyFiles.tighten(path)) {
            tightened.add(path);
        }
        for (var file : files()) {
            tightened.addAll(OwnerOnlyFiles.tightenAll(file));
        }
        return tightened;
    }

    private void tightenExisting() throws IOException {
        var tightened = tighten();
        if (!tightened.isEmpty()) {
            LOG.warn(
                    "Other users had permissions on {} files in {}, such as {}. The permissions are removed.",
                    tightened.size(),
                    path,
                    tightened.get(0));
        }
    }

    /** Refuses a file that this client's user cannot read and write, such as one that root has restored. */
    private void refuseUnusableFiles(DataDirectoryRefusal refusal) throws IOException {
        for (var file : files()) {
            if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
                throw refusal.noPermission(file);
            }
        }
    }

    private List<Path> files() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(path, entry -> isOurs(entry.getFileName()))) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        }
    }

    private boolean isOurs(Path name) {
        return name.toString().startsWith(database + ".") || name.toString().equals(LOCK);
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
