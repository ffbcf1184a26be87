package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.PublicKey;
import org.coincide.client.signatures.SigningKey;

/** A trade of the conformance kit with signatures: wrong ones, a change of the key, and a revoked key. */
final class SignedTrade {

    private static final SigningKey FIRST = key("server01");
    private static final SigningKey SECOND = key("server02");
    private static final SigningKey FOREIGN = key("foreign0");

    private final List<ObjectNode> steps = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();

    /** The steps for the messages of an ordinary trade of at least six messages. */
    static List<ObjectNode> of(List<JsonNode> ordinary) {
        var trade = new SignedTrade();
        trade.steps.add(step());
        trade.steps.get(0).putArray("pinned").add(FIRST.publicKey().id());
        ordinary.forEach(step -> {
            if (step.has("sent")) {
                trade.steps.add((ObjectNode) step.deepCopy());
            } else {
                trade.bodies.add(step.path("received").asText());
            }
        });
        trade.believeNothingUnsigned();
        trade.refuseOtherHeaders();
        trade.announce();
        trade.revoke();
        return trade.steps;
    }

    private void believeNothingUnsigned() {
        var body = bodies.get(0);
        var good = FIRST.sign(body);
        receive(body, null);
        receive(body, FIRST.sign(bodies.get(1)));
        receive(body, FIRST.sign(body + " "));
        receive(body, "");
        receive(body, good.replace("..", "." + encoded(body) + "."));
        receive(body, good.substring(0, good.length() - 2) + (good.endsWith("A") ? "Bg" : "AA"));
        receive(body, encoded("{\"alg\":\"none\",\"kid\":\"" + FIRST.publicKey().id() + "\"}") + "..");
        receive(
                body,
                encoded("{\"alg\":\"HS256\",\"b64\":false,\"crit\":[\"b64\"]}") + good.substring(good.indexOf("..")));
        receive(body, FOREIGN.sign(body));
        receive(body, FOREIGN.sign(body + " "));
        receive(
                body,
                under(
                        header(FOREIGN)
                                .replace(
                                        FOREIGN.publicKey().id(),
                                        FIRST.publicKey().id()),
                        good));
        receive(body, under(header(FIRST).replaceFirst(",\"jwk\".*", "}"), good));
        receive(body, good.substring(0, good.length() - 1) + otherSpelling(good.charAt(good.length() - 1)));
        receive(body, good + "==");
        receive(body, good + "*");
        receive(body, good + " ");
        receive(body, good.replace("..", "=.."));
        receive(body, signedUnder(header(FIRST).replace("{", "{" + " ".repeat(1500)), body));
        receive(body, signedUnder(header(FIRST).replace("{", "{" + " ".repeat(10)), body));
        receive(bodies.get(1), FIRST.sign(bodies.get(1)));
        receive(body, good);
        receive(body, signedUnder(header(FIRST).replaceFirst("\\{", "{\"typ\":\"JOSE\","), body));
        receive(body, signedUnder(header(FIRST).replace("\"jwk\":{", "\"jwk\":{\"use\":\"sig\","), body));
        receive(body, signedUnder(header(FIRST).replace("[\"b64\"]", "[\"b64\",\"b64\"]"), body));
    }

    /** Each is signed with the pinned key: only its header is not the contract's. */
    private void refuseOtherHeaders() {
        var header = header(FIRST);
        var kid = FIRST.publicKey().id();
        var x = FIRST.publicKey().x();
        Stream.of(
                        header.replace("[\"b64\"]", "[\"b64\",\"exp\"],\"exp\":1"),
                        header.replace("[\"b64\"]", "[\"exp\"]"),
                        header.replace("[\"b64\"]", "[]"),
                        header.replace("[\"b64\"]", "\"b64\""),
                        header.replace("[\"b64\"]", "[[\"b64\"]]"),
                        header.replace("[\"b64\"]", "null"),
                        header.replace("\"crit\":[\"b64\"],", ""),
                        header.replace("\"b64\":false", "\"b64\":true"),
                        header.replace("\"b64\":false", "\"b64\":\"false\""),
                        header.replace("\"b64\":false", "\"b64\":0"),
                        header.replace("\"b64\":false", "\"b64\":null"),
                        header.replace("\"b64\":false,", ""),
                        header.replace("\"b64\":false,\"crit\":[\"b64\"],", ""),
                        header.replace("\"alg\":\"EdDSA\",", ""),
                        header.replace("\"EdDSA\"", "\"none\""),
                        header.replace("\"EdDSA\"", "\"Ed25519\""),
                        header.replace("\"EdDSA\"", "\"eddsa\""),
                        header.replace("\"EdDSA\"", "[\"EdDSA\"]"),
                        header.replace("{\"alg\"", "{\"alg\":\"none\",\"alg\""),
                        header.replace("{\"alg\"", "{\"alg\":\"EdDSA\",\"alg\""),
                        header.replace("{\"alg\"", "{\"typ\":\"JOSE\",\"typ\":\"JOSE\",\"alg\""),
                        header.replace("\"crit\"", "\"b64\":false,\"crit\""),
                        header.replace("\"x\"", "\"x\":\"" + x + "\",\"x\""),
                        header.replace("\"kid\":\"" + kid + "\",", ""),
                        header.replace(kid, FOREIGN.publicKey().id()),
                        header.replace(kid, kid + "="),
                        header.replace("\"" + kid + "\"", "[\"" + kid + "\"]"),
                        header.replace("\"OKP\"", "\"EC\""),
                        header.replace("\"kty\":\"OKP\",", ""),
                        header.replace("\"Ed25519\"", "\"X25519\""),
                        header.replace("\"crv\":\"Ed25519\",", ""),
                        header.replace(x, x + "="),
                        header.replace(x, x.substring(0, x.length() - 1) + otherSpelling(x.charAt(x.length() - 1))),
                        header.replace(x, x + "AAAA"),
                        header.replaceFirst("\"jwk\":.*", "\"jwk\":\"" + x + "\"}"),
                        header.replaceFirst("\"jwk\":.*", "\"jwk\":null}"),
                        header + "{}",
                        header + ",",
                        header.replace("}}", "},}"),
                        header.replace('"', '\''),
                        "[" + header + "]",
                        "\ufeff" + header)
                .forEach(other -> receive(bodies.get(1), signedUnder(other, bodies.get(1))));
        for (var encoding : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
            receive(bodies.get(1), signedUnder(header.getBytes(encoding), bodies.get(1)));
        }
        receive(
                bodies.get(1),
                signedUnder(
                        header.replace("{\"alg\"", "{\"typ\":\"\u00e9\",\"alg\"")
                                .getBytes(StandardCharsets.ISO_8859_1),
                        bodies.get(1)));
        // A header of which two bits of the last character have no meaning.
        var padded = header + (header.length() % 3 == 2 ? "  " : " ");
        var spelling = encoded(padded);
        receive(
                bodies.get(1),
                signedUnderText(
                        spelling.substring(0, spelling.length() - 1)
                                + otherSpelling(spelling.charAt(spelling.length() - 1)),
                        bodies.get(1)));
        receive(
                bodies.get(1),
                signedUnder(header.replace("{\"alg\"", "{\"jku\":\"https://example.com\",\"alg\""), bodies.get(1)));
        receive(bodies.get(1), signedUnder(header.replace("{\"alg\"", "{\"exp\":1,\"alg\""), bodies.get(1)));
    }

    private void announce() {
        receive(bodies.get(2), SECOND.sign(bodies.get(2)));
        var nothing = event(FIRST.publicKey().id(), step());
        receive(nothing, FIRST.sign(nothing));
        var foreign = announcement(FOREIGN.publicKey());
        receive(foreign, FOREIGN.sign(foreign));
        receive(announcement(SECOND.publicKey()), null);
        receive(bodies.get(2), SECOND.sign(bodies.get(2)));
        var announced = announcement(SECOND.publicKey());
        receive(announced, FIRST.sign(announced));
        receive(bodies.get(2), SECOND.sign(bodies.get(2)));
        var underAnotherThumbprint = announced(SECOND.publicKey());
        ((ObjectNode) underAnotherThumbprint.path("announced"))
                .put("kid", FOREIGN.publicKey().id());
        var falseName = event(FOREIGN.publicKey().id(), underAnotherThumbprint);
        receive(falseName, FIRST.sign(falseName));
        receive(bodies.get(3), FOREIGN.sign(bodies.get(3)));
        announceNoKeys();
        var underTheTrade = event(tradingId(), announced(SECOND.publicKey()));
        receive(underTheTrade, FIRST.sign(underTheTrade));
        receive(bodies.get(3), FIRST.sign(bodies.get(3)));
    }

    /** The first x is no point of the curve, the other one a second spelling of a key. */
    private void announceNoKeys() {
        var x = FOREIGN.publicKey().x();
        for (var noKey : List.of("Ag" + "A".repeat(41), x.substring(0, 42) + otherSpelling(x.charAt(42)))) {
            var data = announced(FOREIGN.publicKey());
            ((ObjectNode) data.path("announced")).put("x", noKey);
            var body = event(FOREIGN.publicKey().id(), data);
            receive(body, FIRST.sign(body));
            receive(bodies.get(3), FOREIGN.sign(bodies.get(3)));
        }
    }

    private void revoke() {
        var data = step();
        data.putArray("revoked").add(FIRST.publicKey().id());
        var revocation = event(FIRST.publicKey().id(), data);
        receive(revocation, SECOND.sign(revocation));
        receive(bodies.get(4), FIRST.sign(bodies.get(4)));
        var again = announcement(FOREIGN.publicKey());
        receive(again, FIRST.sign(again));
        bodies.stream().skip(4).forEach(body -> receive(body, SECOND.sign(body)));
    }

    private void receive(String body, String signature) {
        var received = step().put("received", body);
        if (signature != null) {
            received.put("signature", signature);
        }
        steps.add(received);
    }

    private static String announcement(PublicKey key) {
        return event(key.id(), announced(key));
    }

    private static ObjectNode announced(PublicKey key) {
        var data = step();
        data.putObject("announced")
                .put("kty", "OKP")
                .put("crv", "Ed25519")
                .put("kid", key.id())
                .put("x", key.x());
        return data;
    }

    private String tradingId() {
        try {
            return Json.STRICT.readTree(bodies.get(0)).path("subject").asText();
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The header of the key's signatures. */
    private static String header(SigningKey key) {
        var signature = key.sign("");
        return new String(
                Base64.getUrlDecoder().decode(signature.substring(0, signature.indexOf('.'))), StandardCharsets.UTF_8);
    }

    /** The value of a signature under another header. */
    private static String under(String header, String signature) {
        return encoded(header) + signature.substring(signature.indexOf('.'));
    }

    /** The last of 86 characters has four bits that no byte uses. */
    private static char otherSpelling(char last) {
        var alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return alphabet.charAt(alphabet.indexOf(last) ^ 1);
    }

    /** Signs with the first key under a header of another spelling. */
    private static String signedUnder(String header, String body) {
        return signedUnder(header.getBytes(StandardCharsets.UTF_8), body);
    }

    private static String signedUnder(byte[] header, String body) {
        return signedUnderText(Base64.getUrlEncoder().withoutPadding().encodeToString(header), body);
    }

    private static String signedUnderText(String encoded, String body) {
        try {
            var seed = Base64.getUrlDecoder()
                    .decode(Json.STRICT.readTree(FIRST.toJwk()).path("d").asText());
            var signer = Signature.getInstance("Ed25519");
            signer.initSign(KeyFactory.getInstance("Ed25519")
                    .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed)));
            signer.update((encoded + "." + body).getBytes(StandardCharsets.UTF_8));
            return encoded + ".." + Base64.getUrlEncoder().withoutPadding().encodeToString(signer.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String event(String subject, ObjectNode data) {
        var event = step().put("specversion", "1.0")
                .put("id", UUID.nameUUIDFromBytes(data.toString().getBytes()).toString())
                .put("source", "/coincide/keys")
                .put("type", "trading.key.v1")
                .put("subject", subject)
                .put("time", "2026-11-28T09:00:00Z")
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:key:1.0");
        event.set("data", data);
        return event.toString();
    }

    private static String encoded(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes());
    }

    private static ObjectNode step() {
        return Json.STRICT.createObjectNode();
    }

    private static SigningKey key(String seed) {
        return SigningKey.parse("{\"kty\":\"OKP\",\"crv\":\"Ed25519\",\"d\":\"" + seed.repeat(5) + "kit\"}");
    }
}
