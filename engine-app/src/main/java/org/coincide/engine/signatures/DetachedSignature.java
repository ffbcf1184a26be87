package org.coincide.engine.signatures;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.coincide.engine.signatures.Ed25519Operations.Verifier;
import org.springframework.util.ConcurrentLruCache;

/**
 * A detached JWS of a client, with the key in its header. Only EdDSA with an unencoded payload is accepted, so that no header can choose a
 * weaker algorithm.
 *
 * @param header the protected header, Base64url, as signed
 * @param key the key in the header, whose thumbprint is the header's {@code kid}; never trusted by itself
 * @param verifier the same key, ready to verify
 * @param value the signature
 */
record DetachedSignature(String header, PublicKey key, Verifier verifier, byte[] value) {

    /** The contract's maximum length of a signature. */
    static final int MAX_LENGTH = 2000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** A client sends the same header with each message until it changes its key, and reading it takes as long as verifying the signature. */
    private static final int KEPT_HEADERS = 1000;

    private static final ConcurrentLruCache<String, HeaderKey> KEYS =
            new ConcurrentLruCache<>(KEPT_HEADERS, DetachedSignature::key);

    private record HeaderKey(PublicKey key, Verifier verifier) {}

    /**
     * Parses a compact serialization.
     *
     * @throws IllegalArgumentException if it is no detached JWS of the contract; the message does not contain the text
     */
    static DetachedSignature parse(String text) {
        if (text.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("it has more than " + MAX_LENGTH + " characters");
        }
        String[] parts = text.split("\\.", -1);
        if (parts.length != 3 || !parts[1].isEmpty()) {
            throw new IllegalArgumentException("it is not a detached JWS in compact serialization");
        }
        byte[] value = decoded(parts[2]);
        if (value.length != Ed25519.SIGNATURE_SIZE) {
            throw new IllegalArgumentException("the signature does not have 64 bytes");
        }
        HeaderKey signer = KEYS.get(parts[0]);
        return new DetachedSignature(parts[0], signer.key(), signer.verifier(), value);
    }

    private static HeaderKey key(String encodedHeader) {
        JsonNode header;
        try {
            header = JSON.readTree(text(decoded(encodedHeader)));
        } catch (JsonProcessingException noJson) {
            throw new IllegalArgumentException("the header is not JSON");
        }
        require("EdDSA".equals(header.path("alg").textValue()), "alg is not EdDSA");
        require(header.path("b64").isBoolean() && !header.path("b64").asBoolean(), "b64 is not false");
        require(header.path("crit").toString().equals("[\"b64\"]"), "crit is not [\"b64\"]");
        JsonNode jwk = header.path("jwk");
        require(
                "OKP".equals(jwk.path("kty").textValue())
                        && "Ed25519".equals(jwk.path("crv").textValue()),
                "jwk is not an Ed25519 key");
        byte[] bytes = decoded(jwk.path("x").asText());
        require(
                bytes.length == Ed25519.PUBLIC_KEY_SIZE && Ed25519.validatePublicKeyFull(bytes, 0),
                "jwk is not an Ed25519 key");
        PublicKey key = PublicKey.of(bytes);
        require(key.kid().equals(header.path("kid").textValue()), "kid is not the thumbprint of jwk");
        return new HeaderKey(key, Ed25519Operations.FASTEST.verifier(bytes));
    }

    /** A JSON parser would guess the encoding of bytes; the contract's is UTF-8. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException unreadable) {
            throw new IllegalArgumentException("the header is not UTF-8");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    /** Refuses a second spelling of the same bytes, so that a changed character is always a changed signature. */
    private static byte[] decoded(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        require(
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text),
                "the text is not base64url in its only spelling (RFC 4648, section 3.5)");
        return bytes;
    }

    /** Returns whether the signature is that of the text. */
    boolean isOf(String text) {
        byte[] input = (header + "." + text).getBytes(StandardCharsets.UTF_8);
        return verifier.verify(input, value);
    }
}
