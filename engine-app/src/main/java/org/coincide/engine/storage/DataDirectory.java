package org.coincide.engine.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.engine.startup.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.unit.DataSize;

/**
 * A directory of stored data, prepared before anything in it is opened: created, writable, closed to other users, and locked for
 * this process.
 */
public final class DataDirectory implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(DataDirectory.class);

    private static final String LOCK = "server.lock";
    /** Contains passwords: {@code AccountsFile} refuses wider permissions, because another user may have read the file. */
    private static final String ACCOUNTS = "accounts.properties";

    private final Path path;
    /** False for a directory that can have files of other programs, which may need its permissions. */
    private final boolean wholeIsOurs;

    private final Predicate<String> ours;
    private final DirectoryLock lock;

    private DataDirectory(Path path, boolean wholeIsOurs, Predicate<String> ours, DirectoryLock lock) {
        this.path = path;
        this.wholeIsOurs = wholeIsOurs;
        this.ours = ours;
        this.lock = lock;
    }

    /**
     * Prepares and locks the directory of {@code coincide.data-directory}.
     *
     * @throws StartupException if the directory cannot be used; the message names path, setting and remedy
     */
    static DataDirectory open(String configured, DataSize minFree) {
        Path path = Path.of(configured).toAbsolutePath().normalize();
        DataDirectoryRefusal refusal = new DataDirectoryRefusal(path, "coincide.data-directory", configured);
        Predicate<String> ours = name -> List.of(ACCOUNTS, LOCK, "server").contains(name) || name.startsWith("broker");
        return refusal.orElse(() -> {
            OwnerOnlyFiles.createDirectories(path);
            if (OwnerOnlyFiles.isWritableByAll(path)) {
                throw refusal.writableByAll();
            }
            if (path.toFile().getUsableSpace() < minFree.toBytes()) {
                throw refusal.full(path.toFile().getUsableSpace(), minFree);
            }
            return open(path.toRealPath(), true, ours, refusal);
        });
    }

    /** Prepares and locks the directory of an HSQLDB file that is outside the data directory. */
    static DataDirectory ofDatabase(Path file, String url) {
        Path path = file.getParent();
        DataDirectoryRefusal refusal = new DataDirectoryRefusal(path, "spring.datasource.url", url);
        Predicate<String> ours = name -> name.startsWith(file.getFileName().toString()) || name.equals(LOCK);
        return refusal.orElse(() -> {
            OwnerOnlyFiles.createDirectories(path);
            return open(path.toRealPath(), false, ours, refusal);
        });
    }

    private static DataDirectory open(
            Path path, boolean wholeIsOurs, Predicate<String> ours, DataDirectoryRefusal refusal)
            throws IOException, DirectoryLock.HeldException {
        if (refusal.isOnReadOnlyDisk()) {
            throw refusal.readOnly();
        }
        if (!Files.isWritable(path)) {
            throw refusal.noPermission(path);
        }
        DataDirectory opened = new DataDirectory(path, wholeIsOurs, ours, DirectoryLock.take(path.resolve(LOCK)));
        try {
            opened.refuseUnusableFiles(refusal);
            opened.tightenExisting();
            return opened;
        } catch (IOException | RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /** The directory's real path. */
    public Path path() {
        return path;
    }

    /** Creates a directory below this one, unless there is one. */
    void create(String name) {
        try {
            OwnerOnlyFiles.createDirectories(path.resolve(name));
        } catch (IOException failure) {
            throw new UncheckedIOException("The directory %s cannot be created".formatted(path.resolve(name)), failure);
        }
    }

    /**
     * Removes the permissions of other users on the directory, and on files which database and broker have created meanwhile.
     *
     * @return the files that had such permissions
     */
    List<Path> tighten() throws IOException {
        List<Path> tightened = new ArrayList<>();
        if (wholeIsOurs && OwnerOnlyFiles.tighten(path)) {
            tightened.add(path);
        }
        for (Path entry : entries()) {
            if (!entry.endsWith(ACCOUNTS)) {
                tightened.addAll(OwnerOnlyFiles.tightenAll(entry));
            }
        }
        return tightened;
    }

    private void tightenExisting() throws IOException {
        List<Path> tightened = tighten();
        if (!tightened.isEmpty()) {
            LOG.warn(
                    "Other users had permissions on {} files in {}, such as {}. The permissions are removed.",
                    tightened.size(),
                    path,
                    tightened.get(0));
        }
    }

    /** Refuses a file that this server's user cannot read and write, such as one that root has restored. */
    private void refuseUnusableFiles(DataDirectoryRefusal refusal) throws IOException {
        for (Path entry : entries()) {
            if (!isUsable(entry)) {
                throw refusal.noPermission(entry);
            }
            try (Stream<Path> files = Files.walk(entry)) {
                files.filter(file -> !isUsable(file)).findFirst().ifPresent(file -> {
                    throw refusal.noPermission(file);
                });
            } catch (UncheckedIOException failure) {
                throw failure.getCause();
            }
        }
    }

    private static boolean isUsable(Path file) {
        return Files.notExists(file)
                || Files.isReadable(file)
                        && Files.isWritable(file)
                        && (!Files.isDirectory(file) || Files.isExecutable(file));
    }

    private List<Path> entries() throws IOException {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(
                path, entry -> ours.test(entry.getFileName().toString()))) {
            List<Path> found = new ArrayList<>();
            entries.forEach(found::add);
            return found;
        }
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
