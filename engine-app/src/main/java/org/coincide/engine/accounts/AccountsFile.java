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
 * The file that holds the accounts. It is made readable by its owner alone, and not read at all when it is more open
 * than that. What somebody has written in it by hand stays: keys are only ever added.
 */
final class AccountsFile {

    private static final String HEADER =
            """
            # The accounts of this server: whoever can read this file can be any of them. Made at the first start.
            # A client's secret is its password at the broker and over HTTP. Change a value here, then start again.
            """;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;

    AccountsFile(Path directory) {
        this.path = directory.resolve("accounts.properties").toAbsolutePath().normalize();
    }

    /** All keys with their values; none when there is no such file yet. */
    Map<String, String> read() {
        if (Files.notExists(path)) {
            return Map.of();
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(path, UTF_8)) {
            refuseOthersEyes();
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartupException(
                    "The accounts in %s cannot be read: %s".formatted(path, unreadable),
                    "Make it a properties file that the user of this server can read.",
                    unreadable);
        }
        Map<String, String> values = new TreeMap<>();
        properties.stringPropertyNames().forEach(key -> values.put(key, value(properties, key)));
        return values;
    }

    /** Adds the keys and keeps every other line as it is; a crash leaves the old file or the new one, never half. */
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
                    "The accounts cannot be written to %s: %s".formatted(path, unwritable),
                    "Let the user of this server write there, or set coincide.data-directory to another directory.",
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
                    "%s has no value for %s.".formatted(path, key),
                    "Give it a value, or remove the line: a new one is made then.");
        }
        return value;
    }

    private void refuseOthersEyes() throws IOException {
        if (hasPosixPermissions()
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new StartupException(
                    "%s can be read by others: its permissions are %s."
                            .formatted(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
                    "Run: chmod 600 %s. If somebody may have read it, remove it: new secrets are made."
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
