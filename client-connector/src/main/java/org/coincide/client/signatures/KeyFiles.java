package org.coincide.client.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.coincide.client.contract.Json;

/** Reads the server's public keys, and reads or creates this client's private key. */
public final class KeyFiles {

    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OTHERS = PosixFilePermissions.fromString("---rwxrwx");

    private KeyFiles() {}

    /** Returns the keys of a JWK Set, or the key of a JSON Web Key; none if the file does not exist. */
    public static List<PublicKey> publicKeys(Path file) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            JsonNode document = Json.STRICT.readTree(Files.readString(file));
            return document.has("keys")
                    ? document.path("keys").valueStream().map(PublicKey::of).toList()
                    : List.of(PublicKey.of(document));
        } catch (JsonProcessingException | IllegalArgumentException e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    private static KeyConfigurationException unreadable(Path file, Exception cause) {
        return new KeyConfigurationException(
                "The file %s of coincide.client.server-keys cannot be read: %s".formatted(file, cause.getMessage()),
                "Copy the JWK Set of the server into it, from /.well-known/jwks.json of the server.",
                cause);
    }

    /** Returns the key of a file; creates the file with a new key if it does not exist. */
    public static SigningKey signingKey(Path file) {
        try {
            if (!Files.exists(file)) {
                create(file);
            }
            refuseReadableByOthers(file);
            return SigningKey.parse(Files.readString(file));
        } catch (IOException | IllegalArgumentException e) {
            throw new KeyConfigurationException(
                    "The file %s with this client's signing key cannot be read or written: %s".formatted(file, e),
                    "Restore the file from a backup, or grant this client's user write permission on its folder. Without a"
                            + " backup, remove the file to have another key created, and register the key at the server.",
                    e);
        }
    }

    /** The file is moved into place: a crash leaves no file or the whole one. */
    private static void create(Path file) throws IOException {
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder, mode(folder, DIRECTORY));
        var draft = file.resolveSibling(file.getFileName() + ".draft");
        Files.deleteIfExists(draft);
        Files.createFile(draft, mode(draft, OWNER_ONLY));
        Files.writeString(
                draft, SigningKey.generate().toJwk() + "\n", StandardOpenOption.SYNC, StandardOpenOption.WRITE);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void refuseReadableByOthers(Path file) throws IOException {
        if (hasPermissions(file) && Files.getPosixFilePermissions(file).stream().anyMatch(OTHERS::contains)) {
            throw new KeyConfigurationException(
                    "The file %s with this client's signing key can be read by other users: its permissions are %s."
                            .formatted(file, PosixFilePermissions.toString(Files.getPosixFilePermissions(file))),
                    "Run: chmod 600 %s. If another user may have read the file, remove it to have another key created."
                            .formatted(file),
                    null);
        }
    }

    private static FileAttribute<?>[] mode(Path file, Set<PosixFilePermission> permissions) {
        return hasPermissions(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasPermissions(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
