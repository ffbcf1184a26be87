package org.coincide.engine.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Set;
import org.coincide.engine.startup.StartupException;

/** A file with a private key. Only its owner has permissions on it; a file with more permissions is refused. */
final class SigningKeyFile {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private final ObjectMapper json;
    private final Path path;

    SigningKeyFile(ObjectMapper json, Path path) {
        this.json = json;
        this.path = path.toAbsolutePath().normalize();
    }

    boolean exists() {
        return Files.exists(path);
    }

    /** Returns the key of the file; creates the file with a new key if it does not exist. */
    SigningKey readOrCreate() {
        if (!exists()) {
            write(SigningKey.generate(new SecureRandom()));
        }
        return read();
    }

    SigningKey read() {
        try {
            refuseReadableByOthers();
            return parse(json, Files.readString(path));
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new StartupException(
                    "The file %s with the server's signing key cannot be read: %s"
                            .formatted(path, unreadable.getMessage()),
                    "Restore the file from a backup. Without it, remove it: the next start creates another key, which every"
                            + " client has to pin before it accepts messages again.",
                    unreadable);
        }
    }

    void write(SigningKey key) {
        try {
            replace(path, key.toJwk() + "\n");
        } catch (IOException unwritable) {
            throw new StartupException(
                    "The file %s with the server's signing key cannot be written: %s".formatted(path, unwritable),
                    "Grant the server's user write permission, or set coincide.data-directory to another directory.",
                    unwritable);
        }
    }

    /** Writes a file for its owner alone. It is replaced atomically: a crash leaves the old or the new file. */
    static void replace(Path path, String text) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, ownerOnly(path));
        Files.writeString(draft, text, StandardOpenOption.SYNC, StandardOpenOption.WRITE);
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /**
     * Parses a private JSON Web Key. The messages of its exceptions do not contain the text.
     *
     * @throws IllegalArgumentException if the text is not such a key
     */
    static SigningKey parse(ObjectMapper json, String text) {
        try {
            JsonNode jwk = json.readTree(text);
            return SigningKey.of(jwk == null ? json.createObjectNode() : jwk);
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("it is not JSON");
        }
    }

    private void refuseReadableByOthers() throws IOException {
        if (hasPosixPermissions(path)
                && Files.getPosixFilePermissions(path).stream().anyMatch(OTHERS::contains)) {
            throw new StartupException(
                    "The file %s with the server's signing key can be read by other users: its permissions are %s."
                            .formatted(path, PosixFilePermissions.toString(Files.getPosixFilePermissions(path))),
                    "Run: chmod 600 %s. If another user may have read the file, rotate the key and revoke the old one."
                            .formatted(path));
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasPosixPermissions(path)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPosixPermissions(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
