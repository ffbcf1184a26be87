package org.coincide.client.web.login;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/** The file with the local account. Only its owner has permissions on it; a file with more permissions is refused. */
public final class LoginFile {

    private static final String TEXT =
            """
            # The login to this client's page and API, created at the first start. Keep this file secret.
            # After a change of the password, restart the client. The setting coincide.web.login.user changes the user.
            user=%s
            password=%s
            """;

    private static final int PASSWORD_BYTES = 18;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final Path path;

    public LoginFile(Path dataDirectory, String clientId) {
        this.path = dataDirectory
                .resolve("client-" + clientId)
                .resolve("login.properties")
                .toAbsolutePath()
                .normalize();
    }

    /** Returns the account; empty if there is no file. */
    public Optional<LocalAccount> read() {
        if (Files.notExists(path)) {
            return Optional.empty();
        }
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(path, UTF_8)) {
            refuseReadableByOthers();
            properties.load(reader);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new LoginFileException(
                    "The file %s with the login cannot be read: %s".formatted(path, unreadable),
                    "Correct its syntax (a Java properties file) or its permissions, so that the client's user can read it.",
                    unreadable);
        }
        return Optional.of(new LocalAccount(value(properties, "user"), value(properties, "password")));
    }

    /** Returns the account with this user name. The password is generated at the first start. */
    LocalAccount readOrCreate(String user) {
        var stored = read();
        var account = new LocalAccount(user, stored.map(LocalAccount::password).orElseGet(LoginFile::newPassword));
        if (!stored.equals(Optional.of(account))) {
            write(account);
        }
        return account;
    }

    /** Replaces the file atomically: a crash leaves the old or the new file. */
    private void write(LocalAccount account) {
        try {
            Files.createDirectories(path.getParent(), mode(FOLDER));
            var draft = path.resolveSibling(path.getFileName() + ".draft");
            Files.deleteIfExists(draft);
            Files.createFile(draft, mode(OWNER_ONLY));
            Files.writeString(
                    draft,
                    TEXT.formatted(account.user(), account.password().replace("\\", "\\\\")),
                    StandardOpenOption.SYNC,
                    StandardOpenOption.WRITE);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unwritable) {
            throw new LoginFileException(
                    "The file %s with the login cannot be written: %s".formatted(path, unwritable),
                    "Grant the client's user write permission, or set coincide.data-directory to another directory.",
                    unwritable);
        }
    }

    private String value(Properties properties, String key) {
        var value = properties.getProperty(key, "").strip();
        if (value.isEmpty()) {
            throw new LoginFileException(
                    "The file %s with the login has no value for %s.".formatted(path, key),
                    "Set a value, or remove the file to have a new password generated.",
                    null);
        }
        return value;
    }

    private void refuseReadableByOthers() throws IOException {
        if (hasPermissions() && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new LoginFileException(
                    "The file %s with the login can be read by other users: its permissions are %s."
                            .formatted(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
                    "Run: chmod 600 %s. If another user may have read the file, remove it to have a new password generated."
                            .formatted(path),
                    null);
        }
    }

    private FileAttribute<?>[] mode(Set<PosixFilePermission> permissions) {
        return hasPermissions()
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private boolean hasPermissions() {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
