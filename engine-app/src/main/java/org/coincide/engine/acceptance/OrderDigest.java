package org.coincide.engine.acceptance;

import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** The digest of an order's contents that client and server both compute: SHA-256 of its canonical JSON (RFC 8785). */
final class OrderDigest {

    private OrderDigest() {}

    /** Returns the digest in lower-case hexadecimal. */
    static String of(String orderJson) {
        try {
            byte[] canonical = new JsonCanonicalizer(orderJson).getEncodedUTF8();
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical));
        } catch (IOException noJson) {
            throw new IllegalArgumentException("The order is not JSON", noJson);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
