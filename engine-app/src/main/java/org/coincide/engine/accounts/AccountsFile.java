package org.coincide.engine.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import org.coincide.engine.startup.StartupException;

/**
 * The file with the accounts' names and secrets. Only its owner has permissions on it; a file with more permissions is
 * refused. Entries that were edited by hand stay: keys are only added.
 */
final class AccountsFile {

    private static final String HEADER =
            """
            # The accounts of this server, created at the first start. Keep this file secret: it contains every password.
            # After a change, restart the server. The secret of a client is the one with which the client is created; change it at /operations.
            """;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;

    AccountsFile(Path directory) {
        this.path = directory.resolve("accounts.properties").toAbsolutePath().normalize();
    }

    /** Returns all keys with their values; an empty map if the file does not exist. */
    Map<String, String> read() {
        if (Files.notExists(path)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            refuseReadableByOthers();
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartupException(
                    "The accounts file %s cannot be read: %s".formatted(path, unreadable),
                    "Correct its syntax (a Java properties file) or its permissions, so that the server's user can read it.",
                    unreadable);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, value(properties, key)));
        return values;
    }

    /** Adds the keys and keeps all other lines. The file is replaced atomically: a crash leaves the old or the new file. */
    void add(Map<String, String> missing) {
        try {
            Files.createDirectories(path.getParent());
            String present = Files.exists(path) ? endedByLineBreak(Files.readString(path)) : HEADER;
            StringBuilder lines = new StringBuilder(present);
            missing.forEach(
                    (key, value) -> lines.append(key).append('=').append(value).append('\n'));
            Path draft = path.resolveSibling(path.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, ownerOnly());
            Files.writeString(draft, lines, StandardOpenOption.SYNC, StandardOpenOption.WRITE);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new StartupException(
                    "The accounts file %s cannot be written: %s".formatted(path, unwritable),
                    "Grant the server's user write permission, or set coincide.data-directory to another directory.",
                    unwritable);
        }
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private String value(Properties properties, String key) {
        String value = properties.getProperty(key).strip();
        if (value.isEmpty()) {
            throw new StartupException(
                    "The accounts file %s has no value for %s.".formatted(path, key),
                    "Set a value, or remove the line to have a new value generated.");
        }
        return value;
    }

    private void refuseReadableByOthers() throws IOException {
        if (hasPosixPermissions()
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new StartupException(
                    "The accounts file %s can be read by other users: its permissions are %s."
                            .formatted(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
                    "Run: chmod 600 %s. If another user may have read the file, remove it to have new secrets generated."
                            .formatted(path));
        }
    }

    private FileAttribute<?>[] ownerOnly() {
        return hasPosixPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private boolean hasPosixPermissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String endedByLineBreak(String text) {
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }
}
