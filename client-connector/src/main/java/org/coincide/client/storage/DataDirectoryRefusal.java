package org.coincide.client.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.unit.DataSize;

/**
 * Creates the refusals of the ledger's folder: what is wrong, the path, the settings, and the remedy, on lines of their own.
 *
 * @param path absolute path of the folder
 * @param configured value of {@code coincide.data-directory}
 * @param url value of {@code spring.datasource.url}
 */
record DataDirectoryRefusal(Path path, String configured, String url) {

    private static final String ANOTHER_FOLDER = "or set coincide.data-directory to another folder.";

    /** Prepares a folder. */
    interface Preparation {

        DataDirectory open() throws IOException, DirectoryLock.HeldException;
    }

    /** Returns the opened folder, or throws the refusal that explains the failure. */
    DataDirectory orElse(Preparation preparation) {
        try {
            return preparation.open();
        } catch (DirectoryLock.HeldException held) {
            throw inUse(held.getMessage());
        } catch (AccessDeniedException denied) {
            throw noPermission(Path.of(denied.getFile()));
        } catch (IOException failure) {
            throw isOnReadOnlyDisk()
                    ? readOnly()
                    : refusal(
                            "The folder of this client's ledger cannot be used.",
                            "Cause:     " + failure,
                            "Make the folder readable and writable for the user %s, %s"
                                    .formatted(user(), ANOTHER_FOLDER));
        }
    }

    private DataDirectoryException inUse(String holder) {
        return refusal(
                "Another process uses this client's ledger.",
                "Used by:   " + holder,
                "Stop the other client-connector, %s%nThe folder is free as soon as that process has ended, also after a kill. Remove no file."
                        .formatted(ANOTHER_FOLDER));
    }

    DataDirectoryException readOnly() {
        return refusal(
                "The folder of this client's ledger is on a read-only file system.",
                "Mount:     " + store(),
                "Mount the file system for writing, %s%nLinux mounts a file system read-only after an error of the disk: see the system's log."
                        .formatted(ANOTHER_FOLDER));
    }

    DataDirectoryException noPermission(Path file) {
        return refusal(
                "The client's user has no permission to read and write a file of its ledger.",
                "File:      %s%s%nUser:      %s".formatted(file, mode(file), user()),
                "Run as root: chown -R %s %s%nOr change the mode of the file, %s"
                        .formatted(user(), path, ANOTHER_FOLDER));
    }

    DataDirectoryException full(long free, DataSize minFree) {
        return refusal(
                "The disk of this client's ledger is full.",
                "Free:      %d MB%nNeeded:    coincide.storage.min-free=%d MB"
                        .formatted(DataSize.ofBytes(free).toMegabytes(), minFree.toMegabytes()),
                "Free some space, %s%nRemove no file of the folder.".formatted(ANOTHER_FOLDER));
    }

    private DataDirectoryException refusal(String problem, String details, String remedy) {
        return new DataDirectoryException(
                "%s%nFolder:    %s%nSettings:  coincide.data-directory=%s%n           spring.datasource.url=%s%n%s"
                        .formatted(problem, path, configured, url, details),
                remedy);
    }

    private static String user() {
        return System.getProperty("user.name");
    }

    /**
     * Returns true if no file can be created, whatever the permissions. Java takes a writable mount inside a read-only mount of the same
     * device for the outer one, as systemd mounts a service's directory with {@code ProtectSystem=strict}. So the kernel is asked first.
     */
    boolean isOnReadOnlyDisk() {
        if (Files.isWritable(existing(path))) {
            return false;
        }
        FileStore store = store();
        return store != null && store.isReadOnly();
    }

    /** The mounted file system, or null if it is unknown. */
    private FileStore store() {
        try {
            return Files.getFileStore(existing(path));
        } catch (IOException unknown) {
            return null;
        }
    }

    /** The path, or its closest parent that exists. */
    private static Path existing(Path path) {
        Path existing = path.toAbsolutePath();
        while (Files.notExists(existing)) {
            existing = existing.getParent();
        }
        return existing;
    }

    /** The owner and the permissions of the file, or of its closest parent that exists. */
    private static String mode(Path file) {
        Path existing = existing(file);
        try {
            return OwnerOnlyFiles.hasPermissions(existing)
                    ? " (%s belongs to %s, mode %s)"
                            .formatted(existing, Files.getOwner(existing), OwnerOnlyFiles.permissions(existing))
                    : "";
        } catch (IOException unknown) {
            return "";
        }
    }
}
