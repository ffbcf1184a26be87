package org.coincide.client.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.coincide.client.contract.Json;
import org.springframework.util.ConcurrentLruCache;

/**
 * The protected header of a detached JWS. A server sends the same one with each message until it changes its key, and reading it takes as
 * long as to verify the signature: the last ones are kept.
 *
 * @param encoded the header, Base64url, as signed
 * @param keyId the {@code kid}
 * @param key the key in the header; empty if the header has none. Never trusted by itself
 */
record SignatureHeader(String encoded, String keyId, Optional<PublicKey> key) {

    /** More than a server has keys. A stranger's headers take the place of others, never more. */
    private static final int KEPT = 64;

    private static final ConcurrentLruCache<String, SignatureHeader> READ =
            new ConcurrentLruCache<>(KEPT, SignatureHeader::read);

    /**
     * Parses a header.
     *
     * @throws IllegalArgumentException if it is no header of this contract; the message does not contain the text
     */
    static SignatureHeader parse(String encoded) {
        return READ.get(encoded);
    }

    private static SignatureHeader read(String encoded) {
        JsonNode header;
        try {
            header = Json.STRICT.readTree(text(decoded(encoded)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the header is not JSON");
        }
        require("EdDSA".equals(header.path("alg").textValue()), "alg is not EdDSA");
        require(header.path("b64").isBoolean() && !header.path("b64").asBoolean(), "b64 is not false");
        require(header.path("crit").toString().equals("[\"b64\"]"), "crit is not [\"b64\"]");
        require(header.path("kid").isTextual(), "kid is missing");
        var keyId = header.path("kid").textValue();
        Optional<PublicKey> key = header.has("jwk") ? Optional.of(PublicKey.of(header.path("jwk"))) : Optional.empty();
        require(key.isEmpty() || key.get().id().equals(keyId), "kid is not the thumbprint of jwk");
        return new SignatureHeader(encoded, keyId, key);
    }

    /** A JSON parser would guess the encoding of bytes; the contract's is UTF-8. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new IllegalArgumentException("the header is not UTF-8");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Refuses a second spelling of the same bytes, so that a changed character is always a changed signature. */
    static byte[] decoded(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        require(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text),
                "the text is not base64url in its only spelling (RFC 4648, section 3.5)");
        return bytes;
    }
}
