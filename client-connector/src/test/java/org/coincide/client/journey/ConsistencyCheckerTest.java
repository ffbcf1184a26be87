package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle finds each fault that is planted into the records of a run. */
class ConsistencyCheckerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORDED = Path.of("src", "test", "resources", "journey", "recorded.json");

    @Test
    void aConsistentSystemHasNoViolations() {
        assertThat(ConsistencyChecker.violations(SystemSnapshot.read(RECORDED))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aPlantedFaultIsFound(String fault, Consumer<ObjectNode> mutation, String rule) throws IOException {
        var records = (ObjectNode) JSON.readTree(RECORDED.toFile());
        mutation.accept(records);

        assertThat(ConsistencyChecker.violations(JSON.treeToValue(records, SystemSnapshot.class)))
                .anyMatch(violation -> violation.startsWith(rule + ": "));
    }

    static Stream<Arguments> faults() {
        return Stream.of(inMessages(), inOrders(), inMoneyAndStock(), inQueues())
                .flatMap(group -> group);
    }

    private static Stream<Arguments> inMessages() {
        return Stream.of(
                fault(
                        "the client lost a status",
                        records -> acme(records, "history").remove(3),
                        "the ledgers equal the journal"),
                fault(
                        "the client has a status twice",
                        records -> acme(records, "history")
                                .add(acme(records, "history").get(3)),
                        "the ledgers equal the journal"),
                fault(
                        "one byte of a message is another",
                        records -> change(object(acme(records, "history"), 3), "body", "2026-", "2025-"),
                        "the ledgers equal the journal"),
                fault(
                        "a status was lost on both sides",
                        records -> Stream.of(journal(records), acme(records, "history"))
                                .forEach(messages -> removeSequence(messages, firstTrade(records), 3)),
                        "sequences have no gap"),
                fault(
                        "a status was published twice",
                        records -> object(journal(records), 3)
                                .set("body", object(journal(records), 2).get("body")),
                        "every message is a change"),
                fault(
                        "a trade skipped a status",
                        records -> change(
                                object(journal(records), 2),
                                "body",
                                "\"delivery\":\"NOT_STARTED\"",
                                "\"delivery\":\"DELIVERED\""),
                        "every transition is legal"),
                fault(
                        "the server took another order than the client sent",
                        records -> change(object(journal(records), 0), "body", "\"quantity\":3", "\"quantity\":2"),
                        "the information equals the order"),
                fault(
                        "a client holds a message of the other",
                        records -> acme(records, "history")
                                .add(records.at("/ledgers/globex/history").get(0)),
                        "no client has messages of another"),
                fault(
                        "a client is at an earlier sequence",
                        records -> object(acme(records, "trades"), 0).put("sequence", 4),
                        "both sides have the same statuses"));
    }

    private static Stream<Arguments> inOrders() {
        return Stream.of(
                fault(
                        "an accepted order was lost",
                        records -> array(records, "/server/trades").remove(0),
                        "every accepted order is one trade"),
                fault(
                        "an order became two trades",
                        records -> array(records, "/server/trades")
                                .add(object(array(records, "/server/trades"), 0)
                                        .deepCopy()
                                        .put("tradingId", "other")),
                        "every accepted order is one trade"),
                fault(
                        "a trade has no order",
                        records -> array(records, "/placed").remove(0),
                        "no trade without an order"),
                fault(
                        "a client still waits for its answer",
                        records -> object(acme(records, "orders"), 0).put("state", "SENT"),
                        "the client has the trade of each order"),
                fault(
                        "a trade never ends",
                        records -> object(array(records, "/server/trades"), 0).put("closed", false),
                        "every trade is closed"),
                fault(
                        "an ordinary order was cancelled",
                        records -> change(ordinary(records), "statuses", "COMPLETED/DELIVERED", "CANCELLED/CANCELLED"),
                        "every order has its final statuses"));
    }

    private static Stream<Arguments> inMoneyAndStock() {
        return Stream.of(
                fault(
                        "a second capture under another key",
                        records -> provider(records)
                                .add(capture(records)
                                        .deepCopy()
                                        .put("key", capture(records).get("key").asText() + "-again")),
                        "nothing is captured twice"),
                fault(
                        "a capture of another amount",
                        records -> capture(records).put("amount", 37.51),
                        "server and partners agree on money"),
                fault(
                        "goods were delivered without a capture",
                        records -> capture(records).put("answer", "FAILED"),
                        "money is captured for delivered goods"),
                fault(
                        "money was refunded without a return",
                        records -> provider(records)
                                .add(capture(records)
                                        .deepCopy()
                                        .put("operation", "refund")
                                        .put("key", capture(records).get("key").asText() + "-refund")),
                        "refunded trades are refunded in full"),
                fault(
                        "an authorization was not voided",
                        records -> call(records, "void").put("answer", "FAILED"),
                        "each authorization is captured or voided"),
                fault(
                        "a second parcel",
                        records -> array(records, "/partners/carrier")
                                .add(object(array(records, "/partners/carrier"), 0)
                                        .deepCopy()
                                        .put("trackingNumber", "SP0")),
                        "each delivery is one parcel"),
                fault(
                        "a piece is missing in stock",
                        records -> object(array(records, "/server/stock"), 0)
                                .put(
                                        "onHand",
                                        object(array(records, "/server/stock"), 0)
                                                        .get("onHand")
                                                        .asInt()
                                                - 1),
                        "stock adds up"),
                fault(
                        "a piece is reserved without an order",
                        records -> object(array(records, "/server/stock"), 0).put("reserved", 1),
                        "stock adds up"));
    }

    private static Stream<Arguments> inQueues() {
        return Stream.of(
                fault(
                        "a dead letter",
                        records -> ((ObjectNode) records.get("deadLetters")).put("trading.orders", 1),
                        "nothing is unprocessed"),
                fault(
                        "a message that was never sent",
                        records -> ((ObjectNode) records.get("server")).put("unsent", 1),
                        "nothing is unprocessed"),
                fault(
                        "a process that did not end",
                        records -> ((ObjectNode) records.get("server")).put("openInstances", 1),
                        "nothing is unprocessed"),
                fault(
                        "a warning without a cause",
                        records -> acme(records, "warnings").add("EQUIVOCATION"),
                        "no warning was raised"));
    }

    private static Arguments fault(String fault, Consumer<ObjectNode> mutation, String rule) {
        return Arguments.of(fault, mutation, rule);
    }

    private static ArrayNode array(JsonNode records, String pointer) {
        return (ArrayNode) records.at(pointer);
    }

    private static ArrayNode acme(JsonNode records, String list) {
        return array(records, "/ledgers/acme/" + list);
    }

    private static ArrayNode journal(JsonNode records) {
        return array(records, "/server/journal");
    }

    private static ArrayNode provider(JsonNode records) {
        return array(records, "/partners/provider");
    }

    private static ObjectNode object(ArrayNode list, int index) {
        return (ObjectNode) list.get(index);
    }

    private static ObjectNode capture(JsonNode records) {
        return call(records, "capture");
    }

    private static ObjectNode call(JsonNode records, String operation) {
        return first(provider(records), call -> call.get("operation").asText().equals(operation));
    }

    private static ObjectNode ordinary(JsonNode records) {
        return first(
                array(records, "/server/trades"),
                trade -> trade.get("reference").asText().startsWith("ORDINARY"));
    }

    private static ObjectNode first(ArrayNode list, Predicate<JsonNode> condition) {
        return (ObjectNode) IntStream.range(0, list.size())
                .mapToObj(list::get)
                .filter(condition)
                .findFirst()
                .orElseThrow();
    }

    private static String firstTrade(JsonNode records) {
        return acme(records, "history").get(0).get("tradingId").asText();
    }

    private static void removeSequence(ArrayNode messages, String tradingId, int sequence) {
        IntStream.range(0, messages.size())
                .filter(index -> messages.get(index).get("tradingId").asText().equals(tradingId)
                        && messages.get(index).get("sequence").asInt() == sequence)
                .findFirst()
                .ifPresent(messages::remove);
    }

    private static void change(ObjectNode holder, String field, String from, String to) {
        var text = holder.get(field).asText();
        assertThat(text).contains(from);
        holder.put(field, text.replaceFirst(from, to));
    }
}
