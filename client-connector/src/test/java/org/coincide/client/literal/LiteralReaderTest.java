package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.RandomTrade;
import org.coincide.client.support.RecordedTest;
import org.coincide.client.support.RecordedTests;
import org.coincide.client.support.TradeMessages;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A client written from the contract's files alone reaches the connector's verdicts. */
class LiteralReaderTest {

    private static final int TRADES = 150;
    private static final int MUTATIONS_OF_A_MESSAGE = 12;

    /** Warnings that no message alone causes. */
    private static final Set<WarningType> NOT_OF_A_MESSAGE =
            Set.of(WarningType.TRADE_DENIED, WarningType.UNPROCESSABLE);

    @TestFactory
    Stream<DynamicTest> allRecordedHistoriesGetTheSameVerdicts() {
        return RecordedTests.find().all().stream().flatMap(recorded -> recorded.clientIds().stream()
                .map(client -> dynamicTest(
                        recorded.suite() + " " + recorded.test() + " as " + client, () -> replay(recorded, client))));
    }

    private static void replay(RecordedTest recorded, String client) {
        BothReaders both = new BothReaders(client);
        recorded.steps(client).forEach(step -> {
            if (step.has("received")) {
                both.receive(step.get("received").asText());
            } else if (step.has("placed")) {
                both.sent(step.get("placed"));
            } else {
                both.requested(request(step));
                if (step.path("requested").asText().equals("amendment")) {
                    both.requestedAmendment(step.at("/data/order"));
                }
            }
        });
    }

    private static JsonNode request(JsonNode step) {
        return Json.STRICT
                .createObjectNode()
                .put("tradingId", step.path("tradingId").asText())
                .put("kind", step.path("requested").asText().toUpperCase(Locale.ROOT))
                .put("id", step.path("id").asText());
    }

    /** The client has requested the returns of each trade but the first. */
    @Test
    void mutatedRandomTradesGetTheSameVerdicts() {
        Random random = new Random(20261128);
        Map<String, Integer> verdicts = new TreeMap<>();
        for (int trade = 0; trade < TRADES; trade++) {
            BothReaders both = new BothReaders("acme");
            JsonNode order = ContractFiles.order("PO-1");
            both.sent(order);
            RandomTrade generated = new RandomTrade(TradeMessages.of(order)).follow(choices(random));
            generated.amendments().forEach(both::requestedAmendment);
            if (trade > 0) {
                both.requested(returnOf(generated));
            }
            for (String message : generated.published()) {
                for (int mutation = 0; mutation < MUTATIONS_OF_A_MESSAGE; mutation++) {
                    verdicts.merge(both.receive(mutated(message, random)), 1, Integer::sum);
                }
                verdicts.merge(both.receive(message), 1, Integer::sum);
            }
        }
        System.out.println("Verdicts on mutated messages: " + verdicts);
        assertThat(verdicts.keySet())
                .as("verdicts that the mutations provoke")
                .contains(
                        "COINCIDENT",
                        "DUPLICATE",
                        "SCHEMA_INVALID",
                        "UNKNOWN_ORDER",
                        "CONTENT_MISMATCH",
                        "EQUIVOCATION",
                        "SEQUENCE_GAP",
                        "CHAIN_BROKEN",
                        "UNKNOWN_STATUS",
                        "ILLEGAL_TRANSITION");
    }

    private static JsonNode returnOf(RandomTrade trade) {
        return Json.STRICT
                .createObjectNode()
                .put("tradingId", trade.messages().tradingId())
                .put("kind", "RETURN")
                .put("id", "return-1");
    }

    /** Changes one value of the message to another value of its kind, often one that occurs in the message. */
    private static String mutated(String message, Random random) {
        ObjectNode event = (ObjectNode) json(message);
        List<Runnable> changes = new ArrayList<>();
        List<JsonNode> values = new ArrayList<>();
        collectValues(event, values);
        collectChanges(event, changes, values, random);
        for (int number = random.nextInt(10) < 8 ? 1 : 2; number > 0; number--) {
            changes.get(random.nextInt(changes.size())).run();
        }
        return event.toString();
    }

    private static void collectValues(JsonNode node, List<JsonNode> values) {
        if (node.isValueNode()) {
            values.add(node);
        }
        node.forEach(child -> collectValues(child, values));
    }

    private static void collectChanges(JsonNode node, List<Runnable> changes, List<JsonNode> values, Random random) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> field : object.properties()) {
                if (field.getValue().isValueNode()) {
                    changes.add(
                            () -> object.set(field.getKey(), other(field.getKey(), field.getValue(), values, random)));
                }
            }
        } else if (node instanceof ArrayNode array && !array.isEmpty()) {
            changes.add(() -> array.remove(random.nextInt(array.size() + 1)));
            changes.add(() ->
                    array.add(array.isEmpty() ? array.nullNode() : array.get(0).deepCopy()));
        }
        node.forEach(child -> collectChanges(child, changes, values, random));
    }

    private static JsonNode other(String field, JsonNode value, List<JsonNode> values, Random random) {
        List<String> texts =
                switch (field) {
                    case "order" -> statuses("order");
                    case "delivery" -> statuses("delivery");
                    case "payment" -> statuses("payment");
                    case "sequence" -> List.of("0000000001", "0000000002", "0000000003", "0000000005", "0000000009");
                    case "captured", "refunded", "authorized", "ordered", "total" ->
                        List.of("0.00", "1.00", "66.90", "66.9", "37.50", "29.40", "133.80");
                    default -> List.of();
                };
        if (value.isTextual() && !texts.isEmpty()) {
            return json("\"" + texts.get(random.nextInt(texts.size())) + "\"");
        }
        if (value.isNumber()) {
            return json(Integer.toString(random.nextInt(8)));
        }
        return values.get(random.nextInt(values.size()));
    }

    private static List<String> statuses(String lifecycle) {
        List<String> statuses = new ArrayList<>();
        LiteralReader.contract("transitions.json")
                .at("/lifecycles/" + lifecycle + "/transitions")
                .fieldNames()
                .forEachRemaining(statuses::add);
        statuses.add("TELEPORTED");
        return statuses;
    }

    private static List<Integer> choices(Random random) {
        return random.ints(random.nextInt(25), 0, 1000).boxed().toList();
    }

    /** A rule that no message violates could be wrong without notice. */
    @Test
    void everyRuleHasANumberAndAWarningOfTheContract() {
        Map<Integer, String> rules = new HashMap<>();
        Set<String> warnings = new TreeSet<>();
        LiteralReader.contract("rules.json").path("rules").forEach(rule -> {
            rules.put(rule.path("number").asInt(), rule.path("id").asText());
            warnings.add(rule.path("warning").asText("EQUIVOCATION"));
        });
        assertThat(rules.keySet())
                .containsExactlyElementsOf(Stream.iterate(1, number -> number + 1)
                        .limit(rules.size())
                        .toList());
        assertThat(warnings)
                .isEqualTo(new TreeSet<>(Stream.of(WarningType.values())
                        .filter(type -> !NOT_OF_A_MESSAGE.contains(type))
                        .map(Enum::name)
                        .toList()));
        Set<String> ids = Set.copyOf(rules.values());
        assertThat(StreamSupport.stream(
                                LiteralReader.contract("transitions.json")
                                        .path("invariants")
                                        .spliterator(),
                                false)
                        .map(invariant -> invariant.path("id").asText()))
                .allMatch(ids::contains);
    }

    @Test
    void theReadmeListsEveryRule() {
        String readme = ContractFiles.text("README.md");
        LiteralReader.contract("rules.json").path("rules").forEach(rule -> assertThat(readme)
                .contains("| %d | **%s** %s | %s |"
                        .formatted(
                                rule.path("number").asInt(),
                                rule.path("id").asText(),
                                rule.path("text").asText(),
                                rule.path("warning").asText("DUPLICATE"))));
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
