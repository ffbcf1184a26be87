package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;

/** A client that evaluates the rules of the contract's files and keeps the state that they describe. */
final class LiteralReader {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);
    private static final ObjectMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final JsonNode RULES = contract("rules.json");
    private static final JsonNode TRANSITIONS = contract("transitions.json");
    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    private static final List<String> IN_A_TRADE = List.of("information", "processing");

    private final String clientId;
    private final Predicate<String> schemaValid;
    private final JsonNode rules;
    private final Map<String, ObjectNode> orders = new HashMap<>();
    private final Map<String, ObjectNode> requests = new HashMap<>();
    private final Map<String, ObjectNode> trades = new HashMap<>();
    private final Map<String, String> bodies = new HashMap<>();
    private final LiteralKeys keys = new LiteralKeys();
    private final Set<String> decisive = new TreeSet<>();

    /** @param schemaValid validator of JSON Schema: rule SCHEMA */
    LiteralReader(String clientId, Predicate<String> schemaValid) {
        this(clientId, schemaValid, RULES.path("rules"));
    }

    LiteralReader(String clientId, Predicate<String> schemaValid, JsonNode rules) {
        this.clientId = clientId;
        this.schemaValid = schemaValid;
        this.rules = rules;
    }

    /** The rules without which a message would have had another verdict. */
    Set<String> decisiveRules() {
        return decisive;
    }

    /** Records what a step of the conformance kit pins or sends: keys, an order, a request or an amendment. */
    void send(JsonNode step) {
        if (step.has("pinned")) {
            pin(step.path("pinned"));
        } else if (step.has("sent")) {
            sent(step.path("sent"));
        } else if (step.has("requested")) {
            requested(step.path("requested"));
        } else {
            requestedAmendment(step.path("amended"));
        }
    }

    void pin(JsonNode thumbprints) {
        keys.pin(thumbprints);
    }

    void sent(JsonNode order) {
        ObjectNode sent = JSON.createObjectNode();
        sent.put("reference", order.path("orderReference").asText()).put("digest", canonicalDigest(order));
        sent.putArray("amendments");
        sent.putNull("tradingId");
        orders.putIfAbsent(order.path("orderReference").asText(), sent);
    }

    void requestedAmendment(JsonNode order) {
        ObjectNode sent = orders.get(order.path("orderReference").asText());
        if (sent != null) {
            sent.withArray("amendments").add(canonicalDigest(order));
        }
    }

    void requested(JsonNode request) {
        requests.computeIfAbsent(request.path("tradingId").asText(), trade -> JSON.createObjectNode())
                .withArray(request.path("kind").asText())
                .add(request.path("id").asText());
    }

    private static boolean isOfOwnServer(String body) {
        try {
            var message = STRICT.readTree(body);
            var source = message.path("source");
            return !hasOnlyCharacters(message)
                    || !source.isTextual()
                    || source.asText().startsWith("/coincide/");
        } catch (JsonProcessingException | NumberFormatException noJson) {
            return true;
        }
    }

    /** Returns whether no text or key contains NUL or an unpaired surrogate, escaped or not. */
    private static boolean hasOnlyCharacters(JsonNode node) {
        Stream<String> texts = Stream.concat(
                node.propertyStream().map(Map.Entry::getKey),
                node.isTextual() ? Stream.of(node.textValue()) : Stream.empty());
        return texts.flatMapToInt(String::codePoints)
                        .noneMatch(character -> character == 0 || Character.getType(character) == Character.SURROGATE)
                && node.valueStream().allMatch(LiteralReader::hasOnlyCharacters);
    }

    /** Returns COINCIDENT, REFUSED, STATED, DUPLICATE or a warning, and for INVARIANT_BROKEN the rule, and changes the state. */
    String receive(String body, String signature) {
        ObjectNode input = JSON.createObjectNode();
        boolean required = keys.isRequired();
        String signer = signature == null ? null : LiteralKeys.signer(body, signature);
        boolean believed = !required || keys.trusts(signer);
        boolean valid = believed && schemaValid.test(body);
        input.putObject("local")
                .put("signed", !required || signature != null)
                .put("signatureValid", !required || signer != null)
                .put("keyTrusted", believed)
                .put("ownServer", isOfOwnServer(body))
                .put("schemaValid", valid)
                .put("actionTrusted", true)
                .put("timesInBounds", true);
        JsonNode message = valid ? read(body) : JSON.createObjectNode();
        fill(input, message, body);
        List<JsonNode> apply = rules.valueStream()
                .filter(rule ->
                        JsonLogic.isTrue(rule.has("applies") ? rule.get("applies") : rule.get("violated"), input))
                .limit(2)
                .toList();
        if (!apply.isEmpty()) {
            String verdict = verdict(apply.get(0));
            if (apply.size() == 1 || !verdict(apply.get(1)).equals(verdict)) {
                decisive.add(apply.get(0).path("id").asText());
            }
            return verdict;
        }
        String type = input.path("type").asText();
        if (type.equals("refusal")) {
            return "REFUSED";
        }
        if (type.equals("statement")) {
            return "STATED";
        }
        if (type.equals("key")) {
            keys.apply(message.path("data"), signer);
            return "ANNOUNCED";
        }
        store(type, message, body);
        return "COINCIDENT";
    }

    private static String verdict(JsonNode rule) {
        String warning = rule.path("warning").asText("DUPLICATE");
        return warning.equals("INVARIANT_BROKEN")
                ? warning + " " + rule.path("id").asText()
                : warning;
    }

    private void fill(ObjectNode input, JsonNode message, String body) {
        String type = message.path("type").asText("a.none.b").split("\\.")[1];
        JsonNode data = message.path("data");
        String subject = message.path("subject").asText();
        JsonNode trade = IN_A_TRADE.contains(type) ? trades.get(subject) : null;
        input.set("message", message);
        input.put("type", type);
        input.set(
                "sequence",
                message.has("sequence")
                        ? JSON.getNodeFactory()
                                .numberNode(message.path("sequence").asLong())
                        : null);
        input.putObject("client").put("id", clientId);
        input.set("contract", TRANSITIONS);
        input.set("trade", trade);
        input.set("order", orders.get(data.path("orderReference").asText()));
        input.set("requests", requests.get(data.path("tradingId").asText()));
        if (type.equals("information")) {
            input.put("digest", canonicalDigest(contents(data)));
        }
        String held = bodies.get(subject + "/" + message.path("sequence").asLong());
        input.put("held", held == null || trade == null ? null : held.equals(body) ? "SAME" : "OTHER");
        Map<Integer, JsonNode> now = byNumber(data.path("lines"));
        input.put("lineNumbersUnique", now.size() == data.path("lines").size());
        Map<Integer, JsonNode> stored = trade == null ? Map.of() : byNumber(trade.path("lines"));
        ArrayNode lines = input.putArray("lines");
        TreeSet<Integer> numbers = new TreeSet<>(now.keySet());
        numbers.addAll(stored.keySet());
        numbers.forEach(number -> {
            ObjectNode line = lines.addObject().put("number", number);
            line.set("now", now.get(number));
            line.set("stored", stored.get(number));
        });
    }

    private static Map<Integer, JsonNode> byNumber(JsonNode lines) {
        Map<Integer, JsonNode> byNumber = new LinkedHashMap<>();
        lines.forEach(line -> byNumber.putIfAbsent(line.path("number").asInt(), line));
        return byNumber;
    }

    private void store(String type, JsonNode message, String body) {
        JsonNode data = message.path("data");
        String id = message.path("subject").asText();
        ObjectNode trade = trades.computeIfAbsent(id, unknown -> opened(message, data));
        if (type.equals("information")) {
            contentsInto(trade, data);
            orders.get(data.path("orderReference").asText()).put("tradingId", id);
        } else {
            changedInto(trade, data);
        }
        trade.put("sequence", message.path("sequence").asLong()).put("lastDigest", sha256(body));
        trade.put("closed", trade.path("closed").asBoolean() || closes(trade));
        bodies.put(id + "/" + message.path("sequence").asLong(), body);
    }

    private static ObjectNode opened(JsonNode message, JsonNode data) {
        ObjectNode trade = JSON.createObjectNode();
        trade.put("source", message.path("source").asText());
        trade.set("orderReference", data.path("orderReference"));
        LIFECYCLES.forEach(lifecycle -> trade.set(lifecycle, data.at("/statuses/" + lifecycle)));
        trade.putNull("heldFrom");
        trade.putObject("amounts").put("authorized", "0").put("captured", "0").put("refunded", "0");
        return trade;
    }

    private static void contentsInto(ObjectNode trade, JsonNode data) {
        trade.set("paymentMethod", data.at("/payment/method"));
        trade.set("revision", data.path("revision"));
        ((ObjectNode) trade.path("amounts")).set("currency", data.path("currency"));
        ((ObjectNode) trade.path("amounts")).set("ordered", data.path("total"));
        ArrayNode lines = trade.putArray("lines");
        data.path("lines").forEach(line -> {
            ObjectNode stored = lines.addObject();
            stored.set("number", line.path("number"));
            stored.set("unitPrice", line.path("unitPrice"));
            stored.set("ordered", line.path("quantity"));
            stored.put("cancelled", 0).put("shipped", 0).put("delivered", 0).put("returned", 0);
        });
    }

    private static void changedInto(ObjectNode trade, JsonNode data) {
        String before = trade.path("order").asText();
        if (!data.path("order").asText().equals("ON_HOLD")) {
            trade.putNull("heldFrom");
        } else if (!before.equals("ON_HOLD")) {
            trade.put("heldFrom", before);
        }
        LIFECYCLES.forEach(lifecycle -> trade.set(lifecycle, data.path(lifecycle)));
        trade.set("amounts", data.path("amounts"));
        Map<Integer, JsonNode> now = byNumber(data.path("lines"));
        trade.path("lines").forEach(line -> List.of("cancelled", "shipped", "delivered", "returned")
                .forEach(quantity -> ((ObjectNode) line)
                        .set(quantity, now.get(line.path("number").asInt()).path(quantity))));
    }

    private static boolean closes(JsonNode trade) {
        return LIFECYCLES.stream()
                .allMatch(lifecycle -> contains(TRANSITIONS.at("/closed/" + lifecycle), trade.path(lifecycle))
                        || closesAlso(lifecycle, trade));
    }

    private static boolean closesAlso(String lifecycle, JsonNode trade) {
        for (JsonNode also : TRANSITIONS.at("/closed/also")) {
            if (!lifecycle.equals("order")
                    && contains(also.path("order"), trade.path("order"))
                    && contains(also.path(lifecycle), trade.path(lifecycle))) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(JsonNode array, JsonNode value) {
        for (JsonNode element : array) {
            if (element.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** The order contents of trading information: README.md, "The order digest". */
    static JsonNode contents(JsonNode data) {
        ObjectNode contents = JSON.createObjectNode();
        for (String name : List.of("orderReference", "currency", "lines", "shipTo", "payment", "requestedDelivery")) {
            if (data.has(name)) {
                contents.set(name, data.get(name).deepCopy());
            }
        }
        contents.path("lines").forEach(line -> ((ObjectNode) line).retain("sku", "quantity", "unitPrice"));
        return contents;
    }

    static String canonicalDigest(JsonNode json) {
        try {
            return sha256(new JsonCanonicalizer(json.toString()).getEncodedString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode read(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode contract(String name) {
        try (InputStream file = LiteralReader.class.getResourceAsStream("/contract/" + name)) {
            return JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
