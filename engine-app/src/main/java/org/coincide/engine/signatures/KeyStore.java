package org.coincide.engine.signatures;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.coincide.engine.signatures.SigningKeyState.State;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.storage.DataDirectory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The private keys: the present one and the next one, from the configuration or from two files of the data directory. The table of states
 * decides which one signs, so a crash during a change loses nothing.
 */
@Component
class KeyStore {

    /** The public keys, for clients on this machine and for copying. Not secret. */
    private static final String PUBLIC_FILE = "server-keys.json";

    private static final Logger LOG = LoggerFactory.getLogger(KeyStore.class);

    private final SignatureProperties properties;
    private final SigningKeyStates states;
    private final ObjectMapper json;
    private final Path directory;
    private final Path presentPath;
    private final Path nextPath;
    private volatile SigningKey active;

    KeyStore(SignatureProperties properties, SigningKeyStates states, DataDirectory directory, ObjectMapper json) {
        this.properties = properties;
        this.states = states;
        this.json = json;
        this.directory = directory.path();
        this.presentPath = this.directory.resolve("signing-key.json");
        this.nextPath = this.directory.resolve("signing-key-next.json");
        this.active = select();
        publish();
        LOG.info("Messages to clients are signed with the key {}.", active);
    }

    SigningKey active() {
        return active;
    }

    private SigningKey select() {
        SigningKey present =
                properties.key().isBlank() ? file(presentPath).readOrCreate() : configured("key", properties.key());
        Optional<SigningKeyState> stored = states.find(State.ACTIVE);
        Optional<SigningKey> selected = stored.flatMap(state -> Stream.concat(Stream.of(present), next().stream())
                .filter(key -> key.publicKey().kid().equals(state.kid()))
                .findFirst());
        if (selected.isPresent()) {
            if (selected.get() != present && properties.key().isBlank()) {
                move();
            }
            return selected.get();
        }
        requireNotRevoked(present);
        stored.ifPresent(state -> {
            LOG.warn(
                    "The private key of {} is missing. Messages are signed with {}, which clients have to pin.",
                    state.kid(),
                    present);
            states.change(state.kid(), State.ACTIVE, State.RETIRED);
        });
        String kid = present.publicKey().kid();
        boolean known = states.find(kid)
                .map(state -> states.change(kid, State.valueOf(state.state()), State.ACTIVE))
                .orElse(false);
        if (!known) {
            states.add(present.publicKey(), State.ACTIVE, 0);
        }
        return present;
    }

    /** Refuses a key of an old backup: clients warn of each message that it signs. */
    private void requireNotRevoked(SigningKey key) {
        String kid = key.publicKey().kid();
        if (states.find(kid).filter(state -> state.is(State.REVOKED)).isPresent()) {
            throw new StartupException(
                    "The signing key " + kid + " is revoked, and the private key of the active one is missing.",
                    "Restore " + presentPath
                            + " or coincide.signatures.key of the active key. If it is lost, remove the revoked one: "
                            + "the server creates another key, which clients have to pin.");
        }
    }

    /** Returns the next key: the configured one, or a new one in its file; empty if only the present key is configured. */
    Optional<PublicKey> prepareNext() {
        if (properties.key().isBlank()) {
            file(nextPath).write(SigningKey.generate(new SecureRandom()));
        }
        return next().map(SigningKey::publicKey)
                .filter(key -> !key.kid().equals(active.publicKey().kid()));
    }

    boolean hasNext(String kid) {
        return next().filter(key -> key.publicKey().kid().equals(kid)).isPresent();
    }

    private Optional<SigningKey> next() {
        if (!properties.nextKey().isBlank()) {
            return Optional.of(configured("next-key", properties.nextKey()));
        }
        return properties.key().isBlank() && file(nextPath).exists()
                ? Optional.of(file(nextPath).read())
                : Optional.empty();
    }

    /**
     * Lets the next key sign. Its file replaces the present one, so the replaced private key no longer exists.
     *
     * @throws java.util.NoSuchElementException if the next key is not this one
     */
    void activateNext(String kid) {
        active = next().filter(key -> key.publicKey().kid().equals(kid)).orElseThrow();
        if (properties.key().isBlank()) {
            move();
        }
        publish();
    }

    private void move() {
        try {
            Files.move(nextPath, presentPath, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The file " + nextPath + " cannot be moved", unwritable);
        }
    }

    /** Returns the public keys that clients need: the active one, the next one, and the retired ones. */
    List<PublicKey> publicKeys() {
        return Stream.of(State.ACTIVE, State.NEXT, State.RETIRED)
                .flatMap(state -> states.all().stream().filter(key -> key.is(state)))
                .map(SigningKeyState::publicKey)
                .toList();
    }

    private void publish() {
        Path file = directory.resolve(PUBLIC_FILE);
        try {
            SigningKeyFile.replace(file, json.writeValueAsString(new JwkSet(publicKeys())) + "\n");
        } catch (IOException unwritable) {
            throw new UncheckedIOException("The file " + file + " cannot be written", unwritable);
        }
    }

    private SigningKeyFile file(Path path) {
        return new SigningKeyFile(json, path);
    }

    private SigningKey configured(String setting, String text) {
        try {
            return SigningKeyFile.parse(json, text);
        } catch (IllegalArgumentException invalid) {
            throw new StartupException(
                    "coincide.signatures.%s is not a private key: %s.".formatted(setting, invalid.getMessage()),
                    "Set a JSON Web Key with kty OKP, crv Ed25519 and d, or remove the setting.",
                    invalid);
        }
    }
}
