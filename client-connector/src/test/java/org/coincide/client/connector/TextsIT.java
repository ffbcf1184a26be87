package org.coincide.client.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.OddText;
import org.coincide.client.support.SchemaField;
import org.coincide.client.support.SimulatedServer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * Odd texts in each text of each message, at the queue and at the API: refused with a reason, or carried unchanged to server and
 * ledger. The fields follow from the schemas, so that a new one is covered.
 */
class TextsIT {

    @Nested
    @ConnectorOnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @ConnectorOnPostgresql
    class Postgresql extends OnEachDatabase {}

    abstract static class OnEachDatabase extends AbstractConnectorTest {

        @Autowired
        private JdbcTemplate sql;

        @Test
        void aMessageWithATextThatCannotBeStoredIsQuarantined() {
            var before = quarantined();
            var messages = Stream.of(
                            "information", "processing", "processing-with-action", "processing-shipped", "refusal")
                    .flatMap(example -> envelopes(example).stream())
                    .distinct()
                    .toList();

            server.send(messages);
            var healthy = startedTrade();
            server.send(healthy.statusChange("order", "ACCEPTED"));

            awaitSequence(healthy, 2);
            await().atMost(PATIENCE).until(() -> broker.unacknowledged() == 0);
            assertThat(quarantined() - before).isEqualTo(messages.size()).isGreaterThan(100);
            assertThat(broker.deadLetters()).isZero();
        }

        @Test
        void aRequestWithATextThatCannotBeStoredIsABadRequest() {
            var trade = startedTrade();
            Map<String, Integer> wrong = new TreeMap<>();
            for (var type : List.of("order", "return", "amendment", "cancellation")) {
                var path = type.equals("order") ? "/api/orders" : "/api/trades/" + trade.tradingId() + "/" + type;
                var data = (ObjectNode) ContractFiles.example(type).get("data");
                if (data.has("tradingId")) {
                    data.put("tradingId", trade.tradingId());
                }
                unstorable(data, ContractFiles.fields(type)).forEach((name, body) -> {
                    var status = api.post(path, "application/json", body).statusCode();
                    if (status != 400) {
                        wrong.put(type + " " + name, status);
                    }
                });
            }
            assertThat(wrong).isEmpty();
        }

        @ParameterizedTest
        @EnumSource(
                value = OddText.class,
                mode = EnumSource.Mode.EXCLUDE,
                names = {"TOO_LONG", "NUL", "LONE_HIGH_SURROGATE", "LONE_LOW_SURROGATE"})
        void aTextThatTheContractAllowsReachesServerAndLedger(OddText text) {
            var order = ContractFiles.order(reference());
            JsonNode written = order;
            for (var field : ContractFiles.fields("order")) {
                if (text.isAllowedBy(field.schema(), "none") && field.toString().startsWith("/shipTo/")) {
                    written = field.set(written, TextNode.valueOf(text.in(field.schema(), "none")));
                }
            }
            assertThat(api.place(written).statusCode()).isEqualTo(202);
            var received = server.nextOrder(order.get("orderReference").asText());
            assertThat(received).isEqualTo(written);

            var messages = org.coincide.client.support.TradeMessages.of(received);
            var reason = text.in(ContractFiles.schema("common.json#/$defs/text"), "We ordered twice.");
            server.send(messages.information(), messages.statusChange("order", "ACCEPTED", "CHANGED_MIND", reason));
            awaitSequence(messages, 2);
            assertThat(api.trade(messages.tradingId()).at("/reason/text").asText())
                    .isEqualTo(reason);

            var cancellation = ContractFiles.example("cancellation").get("data").deepCopy();
            ((ObjectNode) cancellation).put("tradingId", messages.tradingId());
            ((ObjectNode) cancellation.get("reason")).put("text", reason);
            assertThat(api.post(
                                    "/api/trades/" + messages.tradingId() + "/cancellation",
                                    "application/json",
                                    cancellation.toString())
                            .statusCode())
                    .isEqualTo(202);
            var request = server.nextRequest("trading.cancellation.v1", messages.tradingId());
            assertThat(request.get("data")).isEqualTo(cancellation);
            server.send(SimulatedServer.refusalOf(request, "CANCELLATION", "NOT_OFFERED", reason));
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(api.json("/api/trades/" + messages.tradingId() + "/requests")
                                    .at("/0/reasons/0/text")
                                    .asText())
                            .isEqualTo(reason));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/trades/%00",
                    "/api/trades/x%ED%A0%80",
                    "/api/trades/x/requests?a=%00",
                    "/api/orders/PO-1%00",
                    "/api/quarantine/%00",
                    "/api/trades?limit=%00"
                })
        void anAddressThatCannotBeStoredIsABadRequest(String address) {
            assertThat(api.get(address).statusCode()).isEqualTo(400);
        }

        private static List<String> envelopes(String example) {
            var envelope = ContractFiles.example(example);
            List<String> all = new ArrayList<>();
            unstorable(envelope.get("data"), ContractFiles.fields(example.split("-")[0]))
                    .values()
                    .forEach(data -> all.add(
                            envelope.deepCopy().put("data", "DATA").toString().replace("\"DATA\"", data)));
            all.addAll(unstorable(envelope, ContractFiles.fields("envelope")).values());
            return all;
        }

        private static Map<String, String> unstorable(JsonNode example, List<SchemaField> fields) {
            Map<String, String> messages = new TreeMap<>();
            for (var field : fields) {
                if (field.isText() && field.hasPlaceIn(example)) {
                    var valid = example.at(field.pointer()).asText("x x x");
                    for (var text : OddText.values()) {
                        if (!text.isAllowedBy(field.schema(), valid)) {
                            messages.put(
                                    field + " " + text,
                                    OddText.json(field.set(example, TextNode.valueOf(text.in(field.schema(), valid)))));
                        }
                    }
                }
            }
            return messages;
        }

        private int quarantined() {
            return sql.queryForObject(
                    "SELECT COUNT(*) FROM quarantine WHERE warning_type IN ('SCHEMA_INVALID', 'WRONG_SERVER')",
                    Integer.class);
        }
    }
}
