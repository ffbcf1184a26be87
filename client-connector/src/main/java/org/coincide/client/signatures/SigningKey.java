package org.coincide.client.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.contract.Json;

/** A private Ed25519 key that signs messages. */
public final class SigningKey {

    private final byte[] seed;
    private final Ed25519Operations.Signer signer;
    private final PublicKey publicKey;
    private final String header;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        this.signer = Ed25519Operations.FASTEST.signer(seed);
        var publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
        this.publicKey = PublicKey.of(publicBytes);
        this.header = PublicKey.base64(
                """
                {"alg":"EdDSA","kid":"%s","b64":false,"crit":["b64"],"jwk":{"kty":"OKP","crv":"Ed25519","x":"%s"}}"""
                        .formatted(publicKey.id(), publicKey.x())
                        .getBytes(StandardCharsets.UTF_8));
    }

    /** Generates a new key. */
    public static SigningKey generate() {
        var seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(new SecureRandom(), seed);
        return new SigningKey(seed);
    }

    /**
     * Parses a private JSON Web Key. The messages of its exceptions do not contain the text.
     *
     * @throws IllegalArgumentException if the text is not an Ed25519 key with its private part {@code d}
     */
    public static SigningKey parse(String text) {
        JsonNode jwk;
        try {
            jwk = Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("it is not JSON");
        }
        if (!jwk.path("kty").asText().equals("OKP") || !jwk.path("crv").asText().equals("Ed25519")) {
            throw new IllegalArgumentException("kty is not OKP or crv is not Ed25519");
        }
        var seed = Base64.getUrlDecoder().decode(jwk.path("d").asText());
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("d does not have 32 bytes");
        }
        return new SigningKey(seed);
    }

    public PublicKey publicKey() {
        return publicKey;
    }

    /** The private key as a JSON Web Key. */
    public String toJwk() {
        return """
                {"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s","d":"%s"}"""
                .formatted(publicKey.id(), publicKey.x(), PublicKey.base64(seed));
    }

    /** Returns the detached JWS of a text's UTF-8 bytes. The same text gives the same signature. */
    public String sign(String text) {
        var input = (header + "." + text).getBytes(StandardCharsets.UTF_8);
        return header + ".." + PublicKey.base64(signer.sign(input));
    }

    /** Returns the detached JWS of a document's canonical form, which does not depend on how the document is written. */
    public String signCanonical(JsonNode document) {
        return sign(CanonicalJson.text(document));
    }

    /** Returns whether a signature is this key's signature of a document's canonical form. */
    public boolean hasSignedCanonical(JsonNode document, String signature) {
        try {
            return signature != null
                    && DetachedSignature.parse(signature).isBy(publicKey, CanonicalJson.text(document));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    @Override
    public String toString() {
        return publicKey.id();
    }
}
