package org.coincide.client.signatures;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** A public Ed25519 key. Two are equal if their bytes are. */
public final class PublicKey {

    private final String id;
    private final String x;

    private final Ed25519Operations.Verifier verifier;

    private PublicKey(byte[] key) {
        this.x = base64(key);
        this.id = thumbprint(x);
        this.verifier = Ed25519Operations.FASTEST.verifier(key);
    }

    static PublicKey of(byte[] key) {
        if (key.length != Ed25519.PUBLIC_KEY_SIZE || !Ed25519.validatePublicKeyFull(key, 0)) {
            throw new IllegalArgumentException("x is not an Ed25519 key");
        }
        return new PublicKey(key);
    }

    /**
     * Reads a JSON Web Key (RFC 8037). Its {@code kid} is ignored: the identifier is computed.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static PublicKey of(JsonNode jwk) {
        if (!"OKP".equals(jwk.path("kty").textValue())
                || !"Ed25519".equals(jwk.path("crv").textValue())) {
            throw new IllegalArgumentException("kty is not OKP or crv is not Ed25519");
        }
        return of(jwk.path("x").asText());
    }

    /**
     * Reads the parameter {@code x} of a JSON Web Key, base64url in its only spelling: another spelling has another thumbprint.
     *
     * @throws IllegalArgumentException if it is not an Ed25519 key
     */
    public static PublicKey of(String x) {
        return of(SignatureHeader.decoded(x));
    }

    /** Thumbprint of the key (RFC 7638). */
    public String id() {
        return id;
    }

    /** The key, Base64url. */
    public String x() {
        return x;
    }

    boolean hasSigned(byte[] input, byte[] signature) {
        return verifier.verify(input, signature);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PublicKey key && x.equals(key.x);
    }

    @Override
    public int hashCode() {
        return x.hashCode();
    }

    @Override
    public String toString() {
        return id;
    }

    /** The members of RFC 7638 in its order, without white space. */
    private static String thumbprint(String x) {
        var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every platform must support", e);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
