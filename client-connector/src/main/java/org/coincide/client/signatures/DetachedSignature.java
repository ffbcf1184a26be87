package org.coincide.client.signatures;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.coincide.client.contract.Json;

/**
 * A parsed detached JWS. Only EdDSA with an unencoded payload is accepted, so that no header can choose a weaker algorithm.
 *
 * @param header the protected header, Base64url, as signed
 * @param keyId the header's {@code kid}
 * @param key the key in the header; empty if the header has none. Never trusted by itself
 * @param value the signature
 */
record DetachedSignature(String header, String keyId, Optional<PublicKey> key, byte[] value) {

    /** Maximum length of a signature in this contract. */
    static final int MAX_LENGTH = 2000;

    /**
     * Parses a compact serialization.
     *
     * @throws IllegalArgumentException if it is no detached JWS of this contract; the message does not contain the text
     */
    static DetachedSignature parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
        }
        var parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw new IllegalArgumentException("it is not a detached JWS in compact serialization");
        }
        var header = header(parts[0]);
        var value = decoded(parts[2]);
        if (value.length != Ed25519.SIGNATURE_SIZE) {
            throw new IllegalArgumentException("the signature does not have 64 bytes");
        }
        return new DetachedSignature(
                parts[0],
                header.path("kid").asText(),
                header.has("jwk") ? Optional.of(PublicKey.of(header.path("jwk"))) : Optional.empty(),
                value);
    }

    private static JsonNode header(String encoded) {
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
        return header;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Refuses a second spelling of the same bytes, so that a changed character is always a changed signature. */
    private static byte[] decoded(String text) {
        var bytes = Base64.getUrlDecoder().decode(text);
        require(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text),
                "the text is not base64url in its only spelling (RFC 4648, section 3.5)");
        return bytes;
    }

    /** Returns whether the signature is the key's signature of the text. */
    boolean isBy(PublicKey signer, String text) {
        var input = (header + "." + text).getBytes(StandardCharsets.UTF_8);
        return Ed25519.verify(value, 0, signer.bytes(), 0, input, 0, input.length);
    }
}
