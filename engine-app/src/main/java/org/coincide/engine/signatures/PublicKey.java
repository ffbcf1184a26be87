package org.coincide.engine.signatures;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * A public Ed25519 key as a JSON Web Key (RFC 8037).
 *
 * @param kid thumbprint of the key (RFC 7638)
 * @param x the key, Base64url
 */
public record PublicKey(String kty, String crv, String kid, String use, String alg, String x) {

    static PublicKey of(byte[] key) {
        return of(base64(key));
    }

    static PublicKey of(String x) {
        return new PublicKey("OKP", "Ed25519", thumbprint(x), "sig", "EdDSA", x);
    }

    /** The members of RFC 7638 in its order, without white space. */
    private static String thumbprint(String x) {
        String members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            return base64(MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(
                    "This Java platform lacks SHA-256, which every platform must support", missing);
        }
    }

    static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
