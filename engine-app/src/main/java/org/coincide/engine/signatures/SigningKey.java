package org.coincide.engine.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A private Ed25519 key that signs messages. */
final class SigningKey {

    private final byte[] seed;
    private final Ed25519Operations.Signer signer;
    private final PublicKey publicKey;
    private final String header;

    private SigningKey(byte[] seed) {
        this.seed = seed;
        this.signer = Ed25519Operations.FASTEST.signer(seed);
        byte[] publicBytes = new byte[Ed25519.PUBLIC_KEY_SIZE];
        Ed25519.generatePublicKey(seed, 0, publicBytes, 0);
        this.publicKey = PublicKey.of(publicBytes);
        this.header = PublicKey.base64(
                """
                {"alg":"EdDSA","kid":"%s","b64":false,"crit":["b64"],"jwk":{"kty":"OKP","crv":"Ed25519","x":"%s"}}"""
                        .formatted(publicKey.kid(), publicKey.x())
                        .getBytes(StandardCharsets.UTF_8));
    }

    static SigningKey generate(SecureRandom random) {
        byte[] seed = new byte[Ed25519.SECRET_KEY_SIZE];
        Ed25519.generatePrivateKey(random, seed);
        return new SigningKey(seed);
    }

    /**
     * Reads a private JSON Web Key.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key with its private part {@code d}, or its {@code x} is another key's
     */
    static SigningKey of(JsonNode jwk) {
        if (!jwk.path("kty").asText().equals("OKP") || !jwk.path("crv").asText().equals("Ed25519")) {
            throw new IllegalArgumentException("kty is not OKP or crv is not Ed25519");
        }
        byte[] seed = Base64.getUrlDecoder().decode(jwk.path("d").asText());
        if (seed.length != Ed25519.SECRET_KEY_SIZE) {
            throw new IllegalArgumentException("d does not have 32 bytes");
        }
        SigningKey key = new SigningKey(seed);
        if (jwk.has("x") && !jwk.path("x").asText().equals(key.publicKey.x())) {
            throw new IllegalArgumentException("x is not the public key of d");
        }
        return key;
    }

    PublicKey publicKey() {
        return publicKey;
    }

    /** The private key as a JSON Web Key. */
    String toJwk() {
        return """
                {"kty":"OKP","crv":"Ed25519","kid":"%s","x":"%s","d":"%s"}"""
                .formatted(publicKey.kid(), publicKey.x(), PublicKey.base64(seed));
    }

    /** Returns the detached JWS (RFC 7515 appendix F, RFC 7797) of a text's UTF-8 bytes. */
    String sign(String text) {
        byte[] input = (header + "." + text).getBytes(StandardCharsets.UTF_8);
        return header + ".." + PublicKey.base64(signer.sign(input));
    }

    @Override
    public String toString() {
        return publicKey.kid();
    }
}
