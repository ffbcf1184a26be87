package org.coincide.engine.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.springframework.security.crypto.password.PasswordEncoder;

/**
 * Compares passwords in constant time. A slow hash would add no protection: the secrets are random, their hashes never leave the
 * process, and the broker needs them in plain text.
 */
final class ConstantTimePasswordEncoder implements PasswordEncoder {

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
