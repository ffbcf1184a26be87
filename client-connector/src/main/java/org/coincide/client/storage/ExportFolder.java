package org.coincide.client.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;

/** A folder of files with removed data, which a setting can move out of the data directory. */
public final class ExportFolder {

    private ExportFolder() {}

    /**
     * Returns the folder of a setting, or the standard one for null. A configured folder that cannot be written prevents the start, since
     * otherwise nothing would ever be removed.
     */
    public static Path of(Path configured, Path standard, String setting) {
        if (configured == null) {
            return standard.toAbsolutePath();
        }
        var folder = configured.toAbsolutePath();
        if (!isWritable(folder)) {
            throw new DataDirectoryException(
                    setting + " is " + folder
                            + ". The client's user cannot create this folder or write to it, or its file system is read-only.",
                    "Correct the folder and its owner. A systemd unit with ProtectSystem=strict needs a line ReadWritePaths="
                            + folder + ".");
        }
        return folder;
    }

    /** Returns the attributes with which to create a file: no other account can read it. */
    public static FileAttribute<?>[] fileMode(Path file) {
        return OwnerOnlyFiles.fileMode(file);
    }

    private static boolean isWritable(Path folder) {
        try {
            Files.createDirectories(folder);
            return Files.isWritable(folder);
        } catch (IOException unwritable) {
            return false;
        }
    }
}
