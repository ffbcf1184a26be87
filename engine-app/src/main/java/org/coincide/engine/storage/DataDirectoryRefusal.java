package org.coincide.engine.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import org.coincide.engine.startup.StartupException;
import org.springframework.util.unit.DataSize;

/**
 * Creates the refusals of a data directory: what is wrong, the path, the setting with its value, and the remedy, on lines of their
 * own.
 *
 * @param path absolute path of the directory
 * @param setting the setting that selects the directory
 * @param value the setting's value
 */
record DataDirectoryRefusal(Path path, String setting, String value) {

    /** Prepares a directory. */
    interface Preparation {

        DataDirectory open() throws IOException, DirectoryLock.HeldException;
    }

    /** Returns the opened directory, or throws the refusal that explains the failure. */
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
                            "The data directory cannot be used.",
                            "Cause:     " + failure,
                            "Make the directory readable and writable for the user %s, %s"
                                    .formatted(user(), anotherDirectory()));
        }
    }

    private StartupException inUse(String holder) {
        return refusal(
                "Another server uses the data directory.",
                "Used by:   " + holder,
                "Stop the other server, %s%nThe directory is free as soon as that process has ended, also after a kill. Remove no file."
                        .formatted(anotherDirectory()));
    }

    StartupException readOnly() {
        return refusal(
                "The data directory is on a read-only file system.",
                "Mount:     " + store(),
                "Mount the file system for writing, %s%nLinux mounts a file system read-only after an error of the disk: see the system's log."
                        .formatted(anotherDirectory()));
    }

    StartupException noPermission(Path file) {
        return refusal(
                "The server's user has no permission to read and write a file of the data directory.",
                "File:      %s%s%nUser:      %s".formatted(file, mode(file), user()),
                "Run as root: chown -R %s %s%nOr change the mode of the file, %s"
                        .formatted(user(), path, anotherDirectory()));
    }

    StartupException writableByAll() {
        return refusal(
                "Every user of this machine can write to the data directory.",
                "Mode:      " + mode(path).strip(),
                "Use a directory for this server alone, with mode 700, and set %s to it.".formatted(setting));
    }

    StartupException full(long free, DataSize minFree) {
        return refusal(
                "The disk of the data directory is full.",
                "Free:      %d MB%nNeeded:    coincide.storage.min-free=%d MB"
                        .formatted(DataSize.ofBytes(free).toMegabytes(), minFree.toMegabytes()),
                "Free some space, %s%nRemove no file of the data directory.".formatted(anotherDirectory()));
    }

    private StartupException refusal(String problem, String details, String remedy) {
        return new StartupException(
                "%s%nDirectory: %s%nSetting:   %s=%s%n%s".formatted(problem, path, setting, value, details), remedy);
    }

    private String anotherDirectory() {
        return "or set %s to another directory.".formatted(setting);
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
