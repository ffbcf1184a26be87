package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.coincide.client.contract.Json;

/** The keys that the literal reader pins, and those that trusted keys have announced, with the JDK's Ed25519. */
final class LiteralKeys {

    /** DER of an Ed25519 key before its bytes (RFC 8410). */
    private static final String PREFIX = "302a300506032b6570032100";

    private static final int MAX_LENGTH = 2000;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final Map<String, String> announcedBy = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    void pin(JsonNode thumbprints) {
        thumbprints.forEach(kid -> announcedBy.put(kid.asText(), null));
    }

    boolean isRequired() {
        return !announcedBy.isEmpty();
    }

    boolean trusts(String kid) {
        return trusts(kid, new HashSet<>());
    }

    private boolean trusts(String kid, Set<String> seen) {
        return announcedBy.containsKey(kid)
                && !revoked.contains(kid)
                && seen.add(kid)
                && (announcedBy.get(kid) == null || trusts(announcedBy.get(kid), seen));
    }

    void apply(JsonNode announcement, String by) {
        if (announcement.has("announced")) {
            announcedBy.putIfAbsent(thumbprint(announcement.at("/announced/x").asText()), by);
        }
        announcement.path("revoked").forEach(kid -> {
            if (!kid.asText().equals(by)) {
                announcedBy.put(by, null);
            }
            revoked.add(kid.asText());
        });
    }

    /** Returns the key of a valid signature; null if it is none. */
    static String signer(String body, String signature) {
        String[] parts = signature.split("\\.", -1);
        try {
            JsonNode header = JSON.readTree(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(decoded(parts[0])))
                    .toString());
            String x = header.at("/jwk/x").asText();
            String kid = thumbprint(x);
            boolean contracts = signature.length() <= MAX_LENGTH
                    && parts.length == 3
                    && parts[1].isEmpty()
                    && "EdDSA".equals(header.path("alg").textValue())
                    && "OKP".equals(header.at("/jwk/kty").textValue())
                    && "Ed25519".equals(header.at("/jwk/crv").textValue())
                    && header.path("kid").asText().equals(kid)
                    && header.path("crit").equals(Json.STRICT.createArrayNode().add("b64"))
                    && header.path("b64").isBoolean()
                    && !header.path("b64").asBoolean();
            return contracts && isBy(x, parts[0] + "." + body, parts[2]) ? kid : null;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException noSignature) {
            return null;
        }
    }

    private static boolean isBy(String x, String input, String value) throws GeneralSecurityException {
        var key = HexFormat.of().parseHex(PREFIX + HexFormat.of().formatHex(decoded(x)));
        var verifier = Signature.getInstance("Ed25519");
        verifier.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(key)));
        verifier.update(input.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(decoded(value));
    }

    /** Of base64url in its only spelling. */
    private static byte[] decoded(String text) {
        byte[] bytes = Base64.getUrlDecoder().decode(text);
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(text)) {
            throw new IllegalArgumentException("another spelling");
        }
        return bytes;
    }

    private static String thumbprint(String x) {
        var members = "{\"crv\":\"Ed25519\",\"kty\":\"OKP\",\"x\":\"" + x + "\"}";
        try {
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(
                            MessageDigest.getInstance("SHA-256").digest(members.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
