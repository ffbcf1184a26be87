package org.coincide.client.literal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.coincide.client.contract.Json;

/**
 * A trade of the conformance kit with statements, and the result of the comparison that README.md describes: a receipt, inquiries and
 * warnings.
 */
final class StatedTrade {

    private static final String UNKNOWN = "0".repeat(8) + "-0000-4000-8000-" + "0".repeat(12);
    private static final String OTHER_DIGEST = "1".repeat(64);

    private final List<ObjectNode> steps = new ArrayList<>();
    private final List<String> bodies = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();
    private final ObjectNode first;
    private int ledger;

    private StatedTrade(List<JsonNode> ordinary) {
        ordinary.forEach(step -> {
            if (step.has("sent")) {
                steps.add((ObjectNode) step.deepCopy());
            } else {
                bodies.add(step.path("received").asText());
            }
        });
        first = (ObjectNode) json(bodies.get(0));
    }

    /** The steps for the messages of an ordinary trade of at least seven messages. */
    static List<ObjectNode> of(List<JsonNode> ordinary) {
        var trade = new StatedTrade(ordinary);
        trade.receive(3);
        trade.compareWithTheLedger();
        trade.receive(5);
        trade.compareWithOtherDigests();
        trade.loseStatements();
        trade.denyTheTrade();
        return trade.steps;
    }

    private void compareWithTheLedger() {
        state(
                "the ledger has the stated message",
                data -> stated(data, 3, digest(3)),
                expected -> receipt(expected, 3));
        repeat("the same statement again: the receipt is that of the last statement", 1);
        repeatChanged("another statement under a number that was received", 1);
        var broken = statement(2, "2".repeat(64), 60, data -> stated(data, 3, digest(3)));
        add("another predecessor: nothing is compared", broken, expected -> warning(expected, "CHAIN_BROKEN", null, 0));
        state("the ledger lacks the last messages", data -> stated(data, 5, digest(5)), expected -> {
            receipt(expected, 0);
            inquiry(expected).put("tradingId", id()).put("fromSequence", 4);
        });
        state("the ledger lacks a trade", data -> stated(data, UNKNOWN, "PO-UNKNOWN", 2, OTHER_DIGEST), expected -> {
            receipt(expected, 0);
            inquiry(expected).put("tradingId", UNKNOWN).put("fromSequence", 1);
        });
    }

    private void compareWithOtherDigests() {
        state(
                "the ledger is ahead of the statement",
                data -> stated(data, 4, digest(4)),
                expected -> receipt(expected, 5));
        state("the ledger has another message", data -> stated(data, 5, OTHER_DIGEST), expected -> {
            receipt(expected, 0);
            inquiry(expected).put("tradingId", id()).put("fromSequence", 5);
            warning(expected, "EQUIVOCATION", id(), 5);
        });
        state(
                "the same contradiction is warned of once",
                data -> stated(data, 5, OTHER_DIGEST),
                expected -> receipt(expected, 0));
        state("nothing changed", data -> {}, expected -> receipt(expected, 0));
    }

    private void loseStatements() {
        int next = statements.size() + 1;
        var lost =
                statement(next, LiteralReader.sha256(statements.get(next - 2)), 60, data -> stated(data, 3, digest(3)));
        statements.add(lost);
        state("a statement was lost", data -> stated(data, 5, digest(5)), expected -> {
            receipt(expected, 5);
            inquiry(expected).put("fromStatement", next);
        });
        add("the lost statement arrives", lost, expected -> receipt(expected, next, 5));
        receive(6);
    }

    private void denyTheTrade() {
        state(
                "a page of a full statement that has the trade in its range and lists it",
                data -> {
                    data.putObject("full");
                    stated(data, 6, digest(6));
                },
                expected -> receipt(expected, 6));
        state(
                "a page that ends before the trade",
                data -> position(data.putObject("full"), "upTo", -1),
                expected -> receipt(expected, 0));
        state(
                "a page that begins after the trade",
                data -> position(data.putObject("full"), "after", 0),
                expected -> receipt(expected, 0));
        state(
                "a page that lacks the trade, ten minutes after its first message",
                600,
                data -> data.putObject("full"),
                expected -> receipt(expected, 6));
        state("a page that lacks the trade, later", 601, data -> data.putObject("full"), expected -> {
            receipt(expected, 6);
            warning(expected, "TRADE_DENIED", id(), 6);
        });
        state(
                "a page that still lacks the trade: warned of once",
                602,
                data -> data.putObject("full"),
                expected -> receipt(expected, 6));
        receive(7);
        state(
                "an answer to an inquiry: the server has no such trade",
                data -> data.putArray("unknownTrades").add(id()).add(UNKNOWN),
                expected -> {
                    receipt(expected, 0);
                    warning(expected, "TRADE_DENIED", id(), 7);
                });
    }

    private void receive(int upTo) {
        for (; ledger < upTo; ledger++) {
            steps.add(Json.STRICT.createObjectNode().put("received", bodies.get(ledger)));
        }
    }

    private void state(String form, Consumer<ObjectNode> change, Consumer<ObjectNode> expected) {
        state(form, 60, change, expected);
    }

    private void state(
            String form, long secondsAfterTheTrade, Consumer<ObjectNode> change, Consumer<ObjectNode> expected) {
        int number = statements.size() + 1;
        var previous = number == 1 ? null : LiteralReader.sha256(statements.get(number - 2));
        var body = statement(number, previous, secondsAfterTheTrade, change);
        statements.add(body);
        add(form, body, expected);
    }

    private void repeat(String form, int number) {
        int last = statements.size();
        add(form, statements.get(number - 1), expected -> receipt(expected, last, 0));
    }

    private void repeatChanged(String form, int number) {
        add(form, statement(number, null, 61, data -> {}), expected -> warning(expected, "EQUIVOCATION", null, 0));
    }

    private void add(String form, String body, Consumer<ObjectNode> expected) {
        var step = Json.STRICT.createObjectNode().put("form", form).put("received", body);
        steps.add(step);
        var comparison = step.putObject("comparison");
        comparison.putArray("receipts");
        comparison.putArray("inquiries");
        comparison.putArray("warnings");
        expected.accept(comparison);
    }

    /** A receipt of the latest statement that names the trade up to a sequence; none for 0. */
    private void receipt(ObjectNode expected, int sequence) {
        receipt(expected, statements.size(), sequence);
    }

    private void receipt(ObjectNode expected, int number, int sequence) {
        var receipt = ((ArrayNode) expected.path("receipts")).addObject();
        receipt.putObject("statement")
                .put("number", number)
                .put("digest", LiteralReader.sha256(statements.get(number - 1)));
        var trades = receipt.putArray("trades");
        if (sequence > 0) {
            trades.addObject().put("tradingId", id()).put("sequence", sequence).put("digest", digest(sequence));
        }
    }

    private static ObjectNode inquiry(ObjectNode expected) {
        return ((ArrayNode) expected.path("inquiries")).addObject();
    }

    private static void warning(ObjectNode expected, String type, String tradingId, int sequence) {
        var warning = ((ArrayNode) expected.path("warnings")).addObject().put("warning", type);
        if (tradingId != null) {
            warning.put("tradingId", tradingId).put("sequence", sequence);
        }
    }

    private void stated(ObjectNode data, int sequence, String digest) {
        stated(data, id(), first.at("/data/orderReference").asText(), sequence, digest);
    }

    private static void stated(ObjectNode data, String tradingId, String reference, int sequence, String digest) {
        ((ArrayNode) data.path("trades"))
                .addObject()
                .put("tradingId", tradingId)
                .put("orderReference", reference)
                .put("sequence", sequence)
                .put("digest", digest)
                .put("closed", false);
    }

    /** A limit of a page: the position of the trade, or a second before it. */
    private void position(ObjectNode full, String limit, int seconds) {
        full.putObject(limit)
                .put("acceptedAt", acceptedAt().plusSeconds(seconds).toString())
                .put("tradingId", id());
    }

    private String statement(
            int number, String previousDigest, long secondsAfterTheTrade, Consumer<ObjectNode> change) {
        var event = Json.STRICT
                .createObjectNode()
                .put("specversion", "1.0")
                .put("id", "statement-" + steps.size())
                .put("source", "/coincide/statements")
                .put("type", "trading.statement.v1")
                .put("subject", "acme")
                .put("time", acceptedAt().plusSeconds(secondsAfterTheTrade).toString())
                .put("datacontenttype", "application/json")
                .put("dataschema", "urn:coincide:statement:1.1");
        var data = event.putObject("data")
                .put("clientId", "acme")
                .put("number", number)
                .put("previousDigest", previousDigest)
                .put("heartbeat", 900);
        data.putArray("trades");
        change.accept(data);
        return event.toString();
    }

    private String id() {
        return first.path("subject").asText();
    }

    private Instant acceptedAt() {
        return Instant.parse(first.path("time").asText());
    }

    private String digest(int sequence) {
        return LiteralReader.sha256(bodies.get(sequence - 1));
    }

    private static JsonNode json(String text) {
        try {
            return Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
