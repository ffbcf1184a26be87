package org.coincide.client.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Base64;
import java.util.List;
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
            header = Json.STRICT.readTree(decoded(encoded));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the header is not JSON");
        } catch (IOException e) {
            throw new IllegalArgumentException("the header cannot be read", e);
        }
        require(header.path("alg").asText().equals("EdDSA"), "alg is not EdDSA");
        require(header.path("b64").isBoolean() && !header.path("b64").asBoolean(), "b64 is not false");
        require(
                header.path("crit").isArray()
                        && List.of("b64")
                                .equals(header.path("crit")
                                        .valueStream()
                                        .map(JsonNode::asText)
                                        .toList()),
                "crit is not [\"b64\"]");
        require(header.path("kid").isTextual(), "kid is missing");
        return new SignatureHeader(
                encoded,
                header.path("kid").asText(),
                header.has("jwk") ? Optional.of(PublicKey.of(header.path("jwk"))) : Optional.empty());
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
