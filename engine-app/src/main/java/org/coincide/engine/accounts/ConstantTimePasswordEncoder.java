package org.coincide.engine.accounts;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares digests of generated secrets in constant time. A slow hash would add no protection: a generated secret has 192 random bits,
 * so nobody finds it from its SHA-256 digest.
 */
public final class ConstantTimePasswordEncoder implements PasswordEncoder {

    @Override
    public String encode(CharSequence secret) {
        return HexFormat.of().formatHex(sha256(secret.toString().getBytes(UTF_8)));
    }

    @Override
    public boolean matches(CharSequence presented, String encoded) {
        return MessageDigest.isEqual(encode(presented).getBytes(UTF_8), encoded.getBytes(UTF_8));
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }
}
