package org.coincide.client.contract;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.erdtman.jcs.JsonCanonicalizer;

/** Digests that client and server compute alike: SHA-256 of RFC 8785 canonical JSON. */
public final class CanonicalJson {

    private CanonicalJson() {}

    /** SHA-256, in lower-case hex, of the document's canonical form: independent of layout and order of keys. */
    public static String digest(JsonNode document) {
        return digest(text(document));
    }

    /** The document's canonical form. */
    public static String text(JsonNode document) {
        try {
            return new JsonCanonicalizer(Json.STRICT.writeValueAsString(document)).getEncodedString();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot convert the document to canonical JSON", e);
        }
    }

    /** SHA-256, in lower-case hex, of the text's UTF-8 bytes. */
    public static String digest(String text) {
        return sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every platform must support", e);
        }
    }
}
