package org.coincide.engine.journal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digest of a message: SHA-256, in lower-case hexadecimal, of the exact UTF-8 bytes of its body. */
public final class BodyDigest {

    private BodyDigest() {}

    public static String of(String body) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(body.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(
                    "This Java platform lacks SHA-256, which every platform must support", missing);
        }
    }
}
