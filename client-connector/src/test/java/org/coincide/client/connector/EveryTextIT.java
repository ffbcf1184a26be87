package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.OddText;
import org.coincide.client.support.SchemaField;
import org.coincide.client.support.SimulatedServer;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The long form of {@link TextsIT}: each text that the contract allows, in each field of each message on its own. Either the message
 * is refused or quarantined, or the ledger has the text unchanged. {@code -Dtexts=all} runs it.
 */
@EnabledIfSystemProperty(named = "texts", matches = "all")
class EveryTextIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        private static final int LONGEST_REFERENCE = 64;
        private static final Map<String, String> EXAMPLES_WITH = Map.of(
                "shipments", "processing-shipped", "action", "processing-with-action", "due", "processing-shipped");

        @Autowired
        private JdbcTemplate sql;

        @Autowired
        private MeterRegistry meters;

        @Test
        void everyTextOfAnOrderReachesServerAndLedger() {
            Map<String, String> wrong = new TreeMap<>();
            int sent = 0;
            int carried = 0;
            for (var field : ContractFiles.fields("order")) {
                for (var text : texts(field, ContractFiles.order(reference()))) {
                    var reference = reference();
                    var order = field.set(
                            ContractFiles.order(reference), value(text, field, ContractFiles.order(reference)));
                    var status = api.place(order).statusCode();
                    sent++;
                    if (status == 202) {
                        var received =
                                server.nextOrder(order.get("orderReference").asText());
                        var messages = TradeMessages.of(received);
                        server.send(messages.information());
                        awaitSequence(messages, 1);
                        carried++;
                        if (!received.equals(order)
                                || !inLedger(messages, 1, field.pointer()).equals(order.at(field.pointer()))) {
                            wrong.put(field + " " + text, received.toString());
                        }
                    } else if (status != 400 && status != 422) {
                        wrong.put(field + " " + text, "status " + status);
                    }
                }
            }
            System.out.printf("TEXTS: order: %d sent, %d in the ledger%n", sent, carried);
            assertThat(wrong).isEmpty();
            assertThat(carried).isGreaterThan(20);
        }

        @Test
        void everyTextOfAStatusChangeReachesTheLedger() {
            Map<String, String> wrong = new TreeMap<>();
            int sent = 0;
            int carried = 0;
            for (var field : fieldsOf("processing")) {
                for (var text : texts(field, statusChange(TradeMessages.of(ContractFiles.order(reference())), field))) {
                    var messages = startedTrade();
                    var envelope = statusChange(messages, field);
                    var before = quarantined();
                    var changed = field.set(envelope, value(text, field, envelope));
                    server.send(OddText.json(changed));
                    sent++;
                    await(field + " " + text)
                            .atMost(PATIENCE)
                            .until(() -> sequence(messages) == 2 || quarantined() > before);
                    if (sequence(messages) == 2) {
                        carried++;
                        if (!inLedger(messages, 2, field.pointer()).equals(changed.at(field.pointer()))) {
                            wrong.put(field + " " + text, "changed in the ledger");
                        }
                    }
                }
            }
            await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
            System.out.printf("TEXTS: processing: %d sent, %d in the ledger%n", sent, carried);
            assertThat(wrong).isEmpty();
            assertThat(broker.deadLetters()).isZero();
            assertThat(carried).isGreaterThan(20);
        }

        @Test
        void everyTextOfARefusalReachesTheRequest() {
            Map<String, String> wrong = new TreeMap<>();
            int sent = 0;
            int carried = 0;
            for (var field : fieldsOf("refusal")) {
                for (var text : texts(field, ContractFiles.example("refusal"))) {
                    // A refusal of an unknown request leaves the trade's own one open, and a client asks once.
                    var trade = startedTrade();
                    var request = requested(trade);
                    var refusal = (ObjectNode)
                            json(SimulatedServer.refusalOf(request, "CANCELLATION", "NOT_OFFERED", "text"));
                    if (!field.hasPlaceIn(refusal)) {
                        continue;
                    }
                    var changed = field.set(refusal, value(text, field, refusal));
                    var before = quarantined() + refusals();
                    server.send(OddText.json(changed));
                    sent++;
                    await(field + " " + text).atMost(PATIENCE).until(() -> quarantined() + refusals() > before);
                    if (isRefused(trade, request)) {
                        carried++;
                        var shown =
                                request(trade, request).at("/reasons/0/text").asText();
                        if (!shown.equals(changed.at("/data/reasons/0/text").asText())) {
                            wrong.put(field + " " + text, shown);
                        }
                    }
                }
            }
            System.out.printf("TEXTS: refusal: %d sent, %d at their requests%n", sent, carried);
            assertThat(wrong).isEmpty();
            assertThat(broker.deadLetters()).isZero();
            assertThat(carried).isPositive();
        }

        /** The fields of data and envelope, with pointers within the envelope. */
        private static List<SchemaField> fieldsOf(String type) {
            var data = ContractFiles.fields(type).stream()
                    .map(field -> new SchemaField(JsonPointer.compile("/data" + field.pointer()), field.schema()));
            var envelope = ContractFiles.fields("envelope").stream()
                    .filter(field -> !field.toString().startsWith("/data"));
            return Stream.concat(data, envelope).toList();
        }

        /** The next message of a trade, with a reason and with the part in which the field stands. */
        private static ObjectNode statusChange(TradeMessages messages, SchemaField field) {
            var envelope = (ObjectNode) json(messages.preview(data -> {
                data.put("order", "ACCEPTED")
                        .putObject("reason")
                        .put("code", "CHANGED_MIND")
                        .put("text", "x x x");
                var part = field.toString().split("/");
                if (part.length > 2 && part[1].equals("data") && EXAMPLES_WITH.containsKey(part[2])) {
                    var with = ContractFiles.example(EXAMPLES_WITH.get(part[2]));
                    data.set(part[2], with.at("/data/" + part[2]));
                }
            }));
            return envelope;
        }

        private static List<OddText> texts(SchemaField field, JsonNode example) {
            return field.isText() && field.hasPlaceIn(example)
                    ? Stream.of(OddText.values())
                            .filter(text -> text.isAllowedBy(field.schema(), valid(field, example)))
                            .toList()
                    : List.of();
        }

        /** A reference stays unique. */
        private static TextNode value(OddText text, SchemaField field, JsonNode example) {
            var valid = valid(field, example);
            var value = text.in(field.schema(), valid);
            return TextNode.valueOf(
                    field.toString().equals("/orderReference")
                            ? (valid + value).substring(0, LONGEST_REFERENCE)
                            : value);
        }

        private static String valid(SchemaField field, JsonNode example) {
            return example.at(field.pointer()).asText("x x x");
        }

        private JsonNode requested(TradeMessages trade) {
            var cancellation =
                    (ObjectNode) ContractFiles.example("cancellation").get("data");
            cancellation.put("tradingId", trade.tradingId());
            assertThat(api.post(
                                    "/api/trades/" + trade.tradingId() + "/cancellation",
                                    "application/json",
                                    cancellation.toString())
                            .statusCode())
                    .isEqualTo(202);
            return server.nextRequest("trading.cancellation.v1", trade.tradingId());
        }

        private boolean isRefused(TradeMessages trade, JsonNode request) {
            return !request(trade, request).path("reasons").isEmpty();
        }

        private JsonNode request(TradeMessages trade, JsonNode request) {
            return api.list("/api/trades/" + trade.tradingId() + "/requests").stream()
                    .filter(shown -> shown.toString().contains(request.get("id").asText()))
                    .findFirst()
                    .orElse(Json.STRICT.missingNode());
        }

        private JsonNode inLedger(TradeMessages messages, long sequence, JsonPointer pointer) {
            var body = sql.queryForObject(
                    "SELECT body FROM history WHERE trading_id = ? AND sequence_number = ?",
                    String.class,
                    messages.tradingId(),
                    sequence);
            var event = json(body);
            return sequence == 1 ? event.path("data").at(pointer) : event.at(pointer);
        }

        private long sequence(TradeMessages messages) {
            return api.trade(messages.tradingId()).path("sequence").asLong();
        }

        /** A refusal of an unknown request is logged and counted, and changes no ledger. */
        private long refusals() {
            return (long) meters.counter("coincide.inbox.refusals").count();
        }

        private int quarantined() {
            return sql.queryForObject("SELECT COUNT(*) FROM quarantine", Integer.class);
        }

        private static JsonNode json(String text) {
            try {
                return Json.STRICT.readTree(text);
            } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
