package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The oracle must not be blind: each fault put into the books of a recorded run is one that it finds. */
class ConsistencyCheckerTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path RECORDED = Path.of("src", "test", "resources", "journey", "recorded.json");

    @Test
    void aConsistentSystemHasNoViolations() {
        assertThat(ConsistencyChecker.violations(SystemSnapshot.recorded(RECORDED)))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("faults")
    void aPlantedFaultIsFound(String fault, Consumer<ObjectNode> mutation, String rule) throws IOException {
        var books = (ObjectNode) JSON.readTree(RECORDED.toFile());
        mutation.accept(books);

        assertThat(ConsistencyChecker.violations(JSON.treeToValue(books, SystemSnapshot.class)))
                .anyMatch(violation -> violation.startsWith(rule + ": "));
    }

    static Stream<Arguments> faults() {
        return Stream.of(inMessages(), inOrders(), inValuables(), onTheWay()).flatMap(group -> group);
    }

    private static Stream<Arguments> inMessages() {
        return Stream.of(
                fault(
                        "the client lost a status",
                        books -> acme(books, "history").remove(3),
                        "the ledgers are the journal"),
                fault(
                        "the client has a status twice",
                        books -> acme(books, "history")
                                .add(acme(books, "history").get(3)),
                        "the ledgers are the journal"),
                fault(
                        "one byte of a message is another",
                        books -> change(object(acme(books, "history"), 3), "body", "2026-", "2025-"),
                        "the ledgers are the journal"),
                fault(
                        "a status was lost before anybody saw it",
                        books -> Stream.of(journal(books), acme(books, "history"))
                                .forEach(messages -> removeSequence(messages, firstTrade(books), 3)),
                        "sequences have no gap"),
                fault(
                        "a status was published twice",
                        books -> object(journal(books), 3)
                                .set("body", object(journal(books), 2).get("body")),
                        "every step is a change"),
                fault(
                        "a trade jumped",
                        books -> change(
                                object(journal(books), 2),
                                "body",
                                "\"delivery\":\"NOT_STARTED\"",
                                "\"delivery\":\"DELIVERED\""),
                        "every step is legal"),
                fault(
                        "the server took another order than the client sent",
                        books -> change(object(journal(books), 0), "body", "\"quantity\":3", "\"quantity\":2"),
                        "the information is the order"),
                fault(
                        "a client holds a message of the other",
                        books -> acme(books, "history")
                                .add(books.at("/ledgers/globex/history").get(0)),
                        "nobody holds what is another's"),
                fault(
                        "a client stands behind",
                        books -> object(acme(books, "trades"), 0).put("sequence", 4),
                        "both sides stand at the same"));
    }

    private static Stream<Arguments> inOrders() {
        return Stream.of(
                fault(
                        "an accepted order was lost",
                        books -> array(books, "/server/trades").remove(0),
                        "every accepted order is one trade"),
                fault(
                        "an order became two trades",
                        books -> array(books, "/server/trades")
                                .add(object(array(books, "/server/trades"), 0)
                                        .deepCopy()
                                        .put("tradingId", "other")),
                        "every accepted order is one trade"),
                fault(
                        "a trade came from nowhere",
                        books -> array(books, "/placed").remove(0),
                        "no trade without an order"),
                fault(
                        "a client still waits for its answer",
                        books -> object(acme(books, "orders"), 0).put("state", "SENT"),
                        "the client knows what became of its orders"),
                fault(
                        "a trade never ends",
                        books -> object(array(books, "/server/trades"), 0).put("closed", false),
                        "every trade is closed"),
                fault(
                        "an ordinary order was cancelled",
                        books -> change(ordinary(books), "statuses", "COMPLETED/DELIVERED", "CANCELLED/CANCELLED"),
                        "every order ends as its kind does"));
    }

    private static Stream<Arguments> inValuables() {
        return Stream.of(
                fault(
                        "a second capture under another key",
                        books -> provider(books)
                                .add(capture(books)
                                        .deepCopy()
                                        .put("key", capture(books).get("key").asText() + "-again")),
                        "nothing is captured twice"),
                fault(
                        "a capture of another amount",
                        books -> capture(books).put("amount", 37.51),
                        "both books of money agree"),
                fault(
                        "goods went and nothing was taken",
                        books -> capture(books).put("answer", "FAILED"),
                        "money is taken where goods went"),
                fault(
                        "money was given back for no reason",
                        books -> provider(books)
                                .add(capture(books)
                                        .deepCopy()
                                        .put("operation", "refund")
                                        .put("key", capture(books).get("key").asText() + "-refund")),
                        "what is refunded is all that was taken"),
                fault(
                        "an authorization was left alive",
                        books -> call(books, "void").put("answer", "FAILED"),
                        "what is held is taken or let go"),
                fault(
                        "a second parcel",
                        books -> array(books, "/outsiders/carrier")
                                .add(object(array(books, "/outsiders/carrier"), 0)
                                        .deepCopy()
                                        .put("trackingNumber", "SP0")),
                        "every parcel is sent once"),
                fault(
                        "a piece is missing on the shelf",
                        books -> object(array(books, "/server/stock"), 0)
                                .put(
                                        "onHand",
                                        object(array(books, "/server/stock"), 0)
                                                        .get("onHand")
                                                        .asInt()
                                                - 1),
                        "stock adds up"),
                fault(
                        "a piece is promised to nobody",
                        books -> object(array(books, "/server/stock"), 0).put("reserved", 1),
                        "stock adds up"));
    }

    private static Stream<Arguments> onTheWay() {
        return Stream.of(
                fault(
                        "a dead letter",
                        books -> ((ObjectNode) books.get("deadLetters")).put("trading.orders", 1),
                        "nothing is left on the way"),
                fault(
                        "a message that was never sent",
                        books -> ((ObjectNode) books.get("server")).put("unsent", 1),
                        "nothing is left on the way"),
                fault(
                        "a process that did not end",
                        books -> ((ObjectNode) books.get("server")).put("openInstances", 1),
                        "nothing is left on the way"),
                fault(
                        "a warning without a cause",
                        books -> acme(books, "warnings").add("EQUIVOCATION"),
                        "nobody was warned"));
    }

    private static Arguments fault(String fault, Consumer<ObjectNode> mutation, String rule) {
        return Arguments.of(fault, mutation, rule);
    }

    private static ArrayNode array(JsonNode books, String pointer) {
        return (ArrayNode) books.at(pointer);
    }

    private static ArrayNode acme(JsonNode books, String list) {
        return array(books, "/ledgers/acme/" + list);
    }

    private static ArrayNode journal(JsonNode books) {
        return array(books, "/server/journal");
    }

    private static ArrayNode provider(JsonNode books) {
        return array(books, "/outsiders/provider");
    }

    private static ObjectNode object(ArrayNode list, int index) {
        return (ObjectNode) list.get(index);
    }

    private static ObjectNode capture(JsonNode books) {
        return call(books, "capture");
    }

    private static ObjectNode call(JsonNode books, String operation) {
        return first(provider(books), call -> call.get("operation").asText().equals(operation));
    }

    private static ObjectNode ordinary(JsonNode books) {
        return first(
                array(books, "/server/trades"),
                trade -> trade.get("reference").asText().startsWith("ORDINARY"));
    }

    private static ObjectNode first(ArrayNode list, java.util.function.Predicate<JsonNode> such) {
        return (ObjectNode) IntStream.range(0, list.size())
                .mapToObj(list::get)
                .filter(such)
                .findFirst()
                .orElseThrow();
    }

    private static String firstTrade(JsonNode books) {
        return acme(books, "history").get(0).get("tradingId").asText();
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
