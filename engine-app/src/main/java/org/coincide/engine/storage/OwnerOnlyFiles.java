package org.coincide.engine.storage;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The permissions of the data directory: 700 for directories, 600 for files. No effect on file systems without POSIX permissions. */
public final class OwnerOnlyFiles {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private OwnerOnlyFiles() {}

    static void createDirectories(Path directory) throws IOException {
        Files.createDirectories(directory, mode(directory, DIRECTORY));
    }

    /** Returns the attributes with which to create a file. */
    public static FileAttribute<?>[] fileMode(Path file) {
        return mode(file, FILE);
    }

    /** Returns true if every user of the machine can write to the directory, as to {@code /tmp}. */
    static boolean isWritableByAll(Path directory) throws IOException {
        return hasPermissions(directory)
                && Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE);
    }

    /**
     * Removes the permissions of group and others on a directory.
     *
     * @return true if there were some
     */
    static boolean tighten(Path directory) throws IOException {
        return hasPermissions(directory) && tighten(directory, DIRECTORY);
    }

    /** Removes the permissions of group and others on everything at and below a path; returns the paths that had some. */
    static List<Path> tightenAll(Path path) throws IOException {
        Tightening visitor = new Tightening();
        if (hasPermissions(path)) {
            Files.walkFileTree(path, visitor);
        }
        return visitor.tightened;
    }

    /** Returns true if group or others had permissions. */
    private static boolean tighten(Path path, Set<PosixFilePermission> mode) throws IOException {
        if (Files.getPosixFilePermissions(path).stream().noneMatch(OTHERS::contains)) {
            return false;
        }
        Files.setPosixFilePermissions(path, mode);
        return true;
    }

    static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static FileAttribute<?>[] mode(Path path, Set<PosixFilePermission> permissions) {
        return hasPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    static boolean hasPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Visits files that come and go meanwhile. */
    private static final class Tightening extends SimpleFileVisitor<Path> {

        private final List<Path> tightened = new ArrayList<>();

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) throws IOException {
            return visit(path, DIRECTORY);
        }

        @Override
        public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) throws IOException {
            return attributes.isRegularFile() ? visit(path, FILE) : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path path, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

        private FileVisitResult visit(Path path, Set<PosixFilePermission> mode) throws IOException {
            try {
                if (tighten(path, mode)) {
                    tightened.add(path);
                }
                return FileVisitResult.CONTINUE;
            } catch (NoSuchFileException failure) {
                return visitFileFailed(path, failure);
            }
        }
    }
}
