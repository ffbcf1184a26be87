package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.support.RecordedTests;
import org.coincide.client.verification.WarningType;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The conformance kit of the contract: whole trades as JSON Lines with the verdict of a correct client on each message. With {@code
 * -Dcoincide.docs.write=true} the kit is written anew from the recordings of the server's tests and from forgeries of them.
 */
class ConformanceKitTest {

    private static final Path KIT = Path.of("..", "docs", "contract", "conformance");
    private static final JsonNode RULES = LiteralReader.contract("rules.json").path("rules");
    private static final int FEWEST_TRADES = 12;

    /** Warnings that depend on a client's settings, or on more than one message. */
    private static final Set<String> NOT_IN_THE_KIT =
            Set.of("UNTRUSTED_ACTION", "TIME_OUT_OF_BOUNDS", "TRADE_DENIED", "UNPROCESSABLE");

    /** Two depend on a client's settings. A message with another source of its server does not follow the schema. */
    private static final Set<String> RULES_NOT_IN_THE_KIT = Set.of("TRUSTED_ACTION", "TIMES", "ONE_SOURCE");

    /** Parts that another part, an earlier rule or the schema implies. */
    private static final Set<String> PARTS_NOT_IN_THE_KIT = Set.of(
            "ORDERED_LINES_UNCHANGED {\"==\":[{\"var\":\"now\"},null]}",
            "ORDERED_LINES_UNCHANGED {\"==\":[{\"var\":\"stored\"},null]}",
            "COMPLETED_IS_CLOSED {\"var\":\"trade.closed\"}",
            "COMPLETED_IS_CLOSED " + in("delivery", "contract.afterClosed.delivery"),
            "COMPLETED_IS_CLOSED " + in("payment", "contract.afterClosed.payment"),
            "COMPLETED_IS_CLOSED " + in("delivery", "contract.closed.also.0.delivery"),
            "COMPLETED_IS_CLOSED " + in("payment", "contract.closed.also.1.payment"),
            "CANCELLED_KEEPS_NOTHING {\"and\":[" + in("order", "contract.closed.also.0.order") + ","
                    + in("delivery", "contract.closed.also.0.delivery") + "]}",
            "CLOSED_STAYS_CLOSED {\"==\":[{\"var\":\"type\"},\"information\"]}",
            "CLOSED_STAYS_CLOSED " + differs("order"),
            "CLOSED_STAYS_CLOSED " + differs("delivery"),
            "CLOSED_STAYS_CLOSED " + differs("payment"));

    /** Exceptions that depend on a client's settings, or that another part, an earlier rule or the lists of transitions.json imply. */
    private static final Set<String> EXCEPTIONS_NOT_IN_THE_KIT = Set.of(
            "TRUSTED_ACTION {\"!=\":[{\"var\":\"message.data.action\"},null]}",
            "TRUSTED_ACTION {\"!\":{\"var\":\"local.actionTrusted\"}}",
            "NEXT_SEQUENCE {\"!=\":[{\"var\":\"trade\"},null]}",
            "HOLD_RESUMES {\"!=\":[{\"var\":\"trade\"},null]}",
            "ACCEPTED_STAYS_ACCEPTED {\"!=\":[{\"var\":\"message.data.orderReference\"},null]}",
            "COMPLETED_IS_CLOSED {\"and\":[{\"var\":\"trade.closed\"},"
                    + in("delivery", "contract.afterClosed.delivery") + "]}",
            "COMPLETED_IS_CLOSED {\"and\":[{\"var\":\"trade.closed\"}," + in("payment", "contract.afterClosed.payment")
                    + "]}",
            "COMPLETED_IS_CLOSED {\"and\":[" + in("order", "contract.closed.also.0.order") + ","
                    + in("delivery", "contract.closed.also.0.delivery") + "]}",
            "COMPLETED_IS_CLOSED {\"and\":[" + in("order", "contract.closed.also.1.order") + ","
                    + in("payment", "contract.closed.also.1.payment") + "]}",
            "CANCELLED_KEEPS_NOTHING " + in("order", "contract.closed.order"),
            "CANCELLED_KEEPS_NOTHING " + in("delivery", "contract.closed.also.0.delivery"),
            "CANCELLED_KEEPS_NOTHING " + in("order", "contract.closed.also.1.order"),
            "CLOSED_STAYS_CLOSED {\"!\":" + in("order", "contract.afterClosed.order") + "}");

    private static String in(String lifecycle, String list) {
        return "{\"in\":[{\"var\":\"message.data.%s\"},{\"var\":\"%s\"}]}".formatted(lifecycle, list);
    }

    private static String differs(String lifecycle) {
        return "{\"!=\":[{\"var\":\"message.data.%1$s\"},{\"var\":\"message.data.previous.%1$s\"}]}"
                .formatted(lifecycle);
    }

    @BeforeAll
    static void write() throws IOException {
        if (Boolean.getBoolean("coincide.docs.write")) {
            for (Map.Entry<String, List<ObjectNode>> file :
                    new ConformanceTrades(RecordedTests.find().all()).files().entrySet()) {
                write(file.getKey(), file.getValue());
            }
        }
        if (Boolean.getBoolean("coincide.docs.write") || Boolean.getBoolean("conformance.derived.write")) {
            write(
                    "18-unrequested",
                    UnrequestedAnswers.of(
                            steps(KIT.resolve("06-withdrawal.jsonl")), steps(KIT.resolve("07-return.jsonl"))));
            write("17-signatures", SignedTrade.of(steps(KIT.resolve("01-ordinary.jsonl"))));
            write("20-statements", StatedTrade.of(steps(KIT.resolve("01-ordinary.jsonl"))));
            write(
                    "21-rules",
                    RuleForgeries.of(
                            steps(KIT.resolve("01-ordinary.jsonl")),
                            steps(KIT.resolve("08-amendment.jsonl")),
                            steps(KIT.resolve("05-cancellation.jsonl")),
                            steps(KIT.resolve("07-return.jsonl")),
                            steps(KIT.resolve("10-rejection.jsonl"))));
            write(
                    "22-composed",
                    ComposedTrades.of(
                            steps(KIT.resolve("01-ordinary.jsonl")),
                            steps(KIT.resolve("02-invoice.jsonl")),
                            steps(KIT.resolve("04-refund.jsonl")),
                            steps(KIT.resolve("07-return.jsonl"))));
            write("19-forms", MessageForms.of(steps(KIT.resolve("01-ordinary.jsonl"))));
        }
    }

    private static void write(String name, List<ObjectNode> steps) throws IOException {
        Files.createDirectories(KIT);
        Files.write(KIT.resolve(name + ".jsonl"), judged(steps));
    }

    /** Adds the verdict on which the connector and the literal reader agree. */
    private static List<String> judged(List<ObjectNode> steps) {
        BothReaders both = new BothReaders("acme");
        List<String> lines = new ArrayList<>();
        for (ObjectNode step : steps) {
            if (step.has("received")) {
                step.put(
                        "verdict",
                        both.receive(
                                step.path("received").asText(),
                                step.path("signature").textValue()));
            } else {
                both.send(step);
            }
            lines.add(step.toString());
        }
        return lines;
    }

    @TestFactory
    Stream<DynamicTest> everyVerdictIsReached() {
        return files().stream()
                .map(file -> dynamicTest(file.getFileName().toString(), () -> {
                    BothReaders both = new BothReaders("acme");
                    for (JsonNode step : steps(file)) {
                        if (step.has("received")) {
                            assertThat(both.receive(
                                            step.path("received").asText(),
                                            step.path("signature").textValue()))
                                    .as(step.toString())
                                    .isEqualTo(step.path("verdict").asText());
                        } else {
                            both.send(step);
                        }
                    }
                }));
    }

    @Test
    void theKitHasWholeTradesAndForgeriesOfEachKind() {
        assertThat(files().size()).isGreaterThanOrEqualTo(FEWEST_TRADES);
        Set<String> warnings = new TreeSet<>();
        for (Path file : files()) {
            steps(file)
                    .forEach(
                            step -> warnings.add(step.path("verdict").asText("").replaceFirst(" .*", "")));
        }
        assertThat(warnings)
                .contains("COINCIDENT", "DUPLICATE", "ANNOUNCED")
                .containsAll(Stream.of(WarningType.values())
                        .map(Enum::name)
                        .filter(warning -> !NOT_IN_THE_KIT.contains(warning))
                        .toList());
    }

    /** A client that lacks any other rule reaches another verdict somewhere. */
    @Test
    void aClientNeedsEachRuleForTheKit() {
        Set<String> decisive = new TreeSet<>();
        for (Path file : files()) {
            BothReaders both = new BothReaders("acme");
            for (JsonNode step : steps(file)) {
                if (step.has("received")) {
                    both.receive(
                            step.path("received").asText(),
                            step.path("signature").textValue());
                } else {
                    both.send(step);
                }
            }
            decisive.addAll(both.decisiveRules());
        }

        assertThat(LiteralReader.contract("rules.json")
                        .path("rules")
                        .valueStream()
                        .map(rule -> rule.path("id").asText())
                        .filter(rule -> !decisive.contains(rule)))
                .containsExactlyInAnyOrderElementsOf(RULES_NOT_IN_THE_KIT);
    }

    /** A client that forgets an alternative of a rule reaches another verdict somewhere. */
    @Test
    void aClientNeedsEachPartOfARuleForTheKit() {
        assertThat(undetected(RuleParts.eachWithoutOne(RULES)))
                .containsExactlyInAnyOrderElementsOf(PARTS_NOT_IN_THE_KIT);
    }

    /** A client that refuses more reaches another verdict somewhere. A message of another type has none of a rule's members. */
    @Test
    void aClientNeedsEachExceptionOfARuleForTheKit() {
        assertThat(undetected(RuleParts.eachWithoutOneException(RULES)).filter(part -> !part.contains("\"type\"")))
                .containsExactlyInAnyOrderElementsOf(EXCEPTIONS_NOT_IN_THE_KIT);
    }

    /** A client that takes a limit for the first value beyond it, or the other way round, reaches another verdict somewhere. */
    @Test
    void aClientNeedsEachBoundOfARuleForTheKit() {
        assertThat(undetected(RuleParts.eachWithAnotherBound(RULES))).isEmpty();
    }

    /** The wrong rules with which a client still reaches all verdicts. */
    private static Stream<String> undetected(Map<String, List<JsonNode>> wrong) {
        Map<String, Boolean> valid = new HashMap<>();
        List<List<JsonNode>> kit =
                files().stream().map(ConformanceKitTest::steps).toList();
        return wrong.entrySet().stream()
                .filter(part -> part.getValue().stream()
                        .anyMatch(rules -> kit.stream().allMatch(steps -> reachesAll(steps, rules, valid))))
                .map(Map.Entry::getKey);
    }

    private static boolean reachesAll(List<JsonNode> steps, JsonNode rules, Map<String, Boolean> valid) {
        var client = new LiteralReader("acme", body -> valid.computeIfAbsent(body, BothReaders::isValid), rules);
        for (JsonNode step : steps) {
            if (!step.has("received")) {
                client.send(step);
            } else if (!step.path("verdict")
                    .asText()
                    .equals(client.receive(
                            step.path("received").asText(),
                            step.path("signature").textValue()))) {
                return false;
            }
        }
        return true;
    }

    private static List<Path> files() {
        try (Stream<Path> files = Files.list(KIT)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<JsonNode> steps(Path file) {
        try {
            List<JsonNode> steps = new ArrayList<>();
            for (String line : Files.readAllLines(file)) {
                steps.add(Json.STRICT.readTree(line));
            }
            return steps;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
