package org.coincide.engine.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.Key;
import java.security.SecureRandom;
import org.coincide.engine.startup.StartupException;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server's signatures, verified by an independent implementation of JWS. */
class SigningKeyTest {

    private static final String BODY = "{\"name\":\"Zoë 😀\",\n \"n\": 1.50}";

    private final ObjectMapper json = new ObjectMapper();
    private final SigningKey key = SigningKey.generate(new SecureRandom());

    @Test
    void anotherImplementationVerifiesASignature() throws Exception {
        String signature = key.sign(BODY);

        assertThat(isValid(signature, BODY)).isTrue();
        assertThat(isValid(signature, BODY.replace("1.50", "1.5"))).isFalse();
    }

    @Test
    void aSecondSignatureOfABodyIsIdentical() {
        assertThat(key.sign(BODY)).isEqualTo(key.sign(BODY));
    }

    @Test
    void theKeyIdIsTheThumbprint() throws Exception {
        JsonWebKey published = JsonWebKey.Factory.newJwk(json.writeValueAsString(key.publicKey()));

        assertThat(published.getKeyId()).isEqualTo(published.calculateBase64urlEncodedThumbprint("SHA-256"));
        assertThat(published.getKeyType()).isEqualTo("OKP");
    }

    @Test
    void thePublishedKeyContainsNoPrivatePart() throws Exception {
        assertThat(json.readTree(json.writeValueAsString(key.publicKey())).fieldNames())
                .toIterable()
                .containsExactlyInAnyOrder("kty", "crv", "kid", "use", "alg", "x");
    }

    @Test
    void theKeyFileIsCreatedOnceForItsOwnerAlone(@TempDir Path folder) throws Exception {
        SigningKeyFile file = new SigningKeyFile(json, folder.resolve("signing-key.json"));

        String created = file.readOrCreate().sign(BODY);

        assertThat(file.readOrCreate().sign(BODY)).isEqualTo(created);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("signing-key.json"))))
                .isEqualTo("rw-------");
    }

    @Test
    void aKeyFileThatOthersCanReadIsRefused(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("signing-key.json");
        SigningKeyFile file = new SigningKeyFile(json, path);
        file.readOrCreate();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(file::readOrCreate)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("can be read by other users");
    }

    @Test
    void aDamagedKeyFileIsReportedWithoutItsContents(@TempDir Path folder) throws Exception {
        Path path = folder.resolve("signing-key.json");
        Files.writeString(path, "{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"c2VjcmV0\"}");
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));

        assertThatThrownBy(() -> new SigningKeyFile(json, path).readOrCreate())
                .isInstanceOf(StartupException.class)
                .hasMessageContaining("d does not have 32 bytes")
                .hasMessageNotContaining("c2VjcmV0");
    }

    private boolean isValid(String signature, String body) throws Exception {
        JsonWebSignature jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.EDDSA));
        jws.setCompactSerialization(signature);
        jws.setPayload(body);
        jws.setKey(publicKey());
        return jws.verifySignature();
    }

    private Key publicKey() throws Exception {
        return PublicJsonWebKey.Factory.newPublicJwk(json.writeValueAsString(key.publicKey()))
                .getPublicKey();
    }
}
