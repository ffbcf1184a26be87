package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.intake.ContractSchemas;
import org.coincide.engine.journey.MessageEntryPoint.Answer;
import org.coincide.engine.support.BothDatabases;
import org.coincide.engine.support.Contract;
import org.coincide.engine.support.OddText;
import org.coincide.engine.support.OnHsqldb;
import org.coincide.engine.support.OnPostgresql;
import org.coincide.engine.support.Orders;
import org.coincide.engine.support.SchemaField;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Odd texts in each text of each message at each entry point: refused with a reason, or carried unchanged to the end of the trade. The
 * fields follow from the schemas, so that a new one is covered.
 */
@BothDatabases
class TextsIT {

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();

        private record Sent(String name, String body) {}

        @Test
        void everyEntryPointRefusesATextThatCannotBeStored() {
            MessageEntryPoints entryPoints = new MessageEntryPoints(this, tradingId(closed()));
            Map<String, String> wrong = new TreeMap<>();
            int sent = 0;
            for (MessageEntryPoint entryPoint : entryPoints.all().toList()) {
                List<Sent> messages = unstorable(entryPoint);
                sent += messages.size();
                List<Answer> answers =
                        entryPoint.send(messages.stream().map(Sent::body).toList());
                for (int index = 0; index < messages.size(); index++) {
                    if (!answers.get(index).isRefused()) {
                        wrong.put(
                                entryPoint + " " + messages.get(index).name(),
                                answers.get(index).toString());
                    }
                }
            }
            assertThat(wrong).isEmpty();
            assertThat(sent).isGreaterThan(300);
            closed();
        }

        @ParameterizedTest
        @MethodSource("storable")
        void aHeldOrderCarriesTheTextToItsEnd(OddText text) {
            ObjectNode order = written(Orders.ordinary(), text);
            order.withObject("shipTo").put("country", "AQ");
            acme.order(order);
            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            assertThat(acme.ofOrder(reference(order)).get(0).at("/data/shipTo")).isEqualTo(order.path("shipTo"));

            ObjectNode amended = order.deepCopy();
            amended.withObject("shipTo").put("street", "12 St James's Square");
            acme.request("amendment", tradingId(order), request(order, text).set("order", amended));
            awaitUntil(() -> assertThat(acme.ofOrder(reference(order)))
                    .anySatisfy(event -> assertThat(event.at("/data/shipTo")).isEqualTo(amended.path("shipTo"))));

            awaitStatuses(order, "ON_HOLD/NOT_STARTED/PENDING");
            acme.request("cancellation", tradingId(order), request(order, text));
            awaitStatuses(order, "CANCELLED/CANCELLED/PENDING");
            assertThat(newest(order).at("/reason/text").asText()).isEqualTo(reason(text));
            assertLegal(order);
        }

        @ParameterizedTest
        @MethodSource("storable")
        void aReturnCarriesTheTextInBothDirections(OddText text) {
            ObjectNode order = written(Orders.ordinary(), text);
            order.withObject("payment").put("token", "tok_ok");
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            ObjectNode goods = request(order, text).put("returnNumber", "RET-1");
            goods.putArray("lines").addObject().put("number", 1).put("quantity", 1);
            acme.request("return", tradingId(order), goods);
            tasks.complete(
                    task(order, "Task_DecideReturn").getId(),
                    Map.of("returnAccepted", false, "returnNote", reason(text)));
            awaitUntil(() -> assertThat(refusalsOf(order)).hasSize(1));
            assertThat(refusalsOf(order).get(0).at("/reasons/0/text").asText()).isEqualTo(reason(text));

            acme.request("return", tradingId(order), goods.put("returnNumber", "RET-2"));
            tasks.complete(task(order, "Task_DecideReturn").getId(), Map.of("returnAccepted", true));
            tasks.complete(
                    task(order, "Task_ReceiveGoods").getId(),
                    Map.of("receivedPieces", 1L, "receivedCondition", "GOOD"));
            awaitStatuses(order, "COMPLETED/PARTIALLY_RETURNED/PARTIALLY_REFUNDED");
        }

        @ParameterizedTest
        @MethodSource("storable")
        void aWarningIsStoredUnchanged(OddText text) {
            ObjectNode warning = JSON.createObjectNode().put("warning", "UNKNOWN_TRADE");
            JsonNode envelope = acme.enveloped("warning", "none", warning);
            for (SchemaField field : Contract.fields("warning").toList()) {
                if (text.isAllowedBy(field.schema(), "none")) {
                    warning.set(field.pointer().getMatchingProperty(), value(text, field.schema(), "none"));
                }
            }
            for (SchemaField field : Contract.fields("envelope").toList()) {
                if (text.isAllowedBy(field.schema(), "none")
                        && !field.pointer().toString().equals("/type")) {
                    envelope = field.set(envelope, value(text, field.schema(), "none"));
                }
            }
            ((ObjectNode) envelope.path("data")).put("tradingId", text.name()).setAll(warning);
            ((ObjectNode) envelope.path("data")).put("tradingId", text.name());
            acme.send("trading.requests", envelope.toString());
            String expected = warning.path("text").asText();
            awaitUntil(() -> assertThat(jdbc.sql("SELECT text FROM client_warning WHERE trading_id = ?")
                            .param(text.name())
                            .query(String.class)
                            .list())
                    .containsExactly(expected));
        }

        @Test
        void aRefusalThatQuotesALongNameFitsTheContract() {
            ObjectNode order = Orders.ordinary();
            order.put("x".repeat(60_000), 1);
            order.withObject("shipTo").put((Character.toString(0x1F600)).repeat(2_000), 1);
            acme.order(order);
            awaitUntil(() -> assertThat(refusals(reference(order))).hasSize(1));
            JsonNode refusal = refusals(reference(order)).get(0).path("data");
            assertThat(refusal.path("reasons")).hasSize(2);
            assertThat(bean(ContractSchemas.class).violations("refusal", refusal))
                    .isEmpty();
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "/api/trades?after=%00",
                    "/api/trades?after=%ED%A0%80",
                    "/api/trades/%00",
                    "/api/trades/x%ED%A0%80",
                    "/engine-rest/task?name=%00",
                    "/engine-rest/process-instance?variables=reason_eq_%00"
                })
        void anAddressThatCannotBeStoredIsABadRequest(String address) throws Exception {
            String login =
                    address.startsWith("/api") ? "acme" : secrets.operator().name();
            String password = address.startsWith("/api")
                    ? secrets.ofClient("acme")
                    : secrets.operator().password();
            assertThat(statusOf(address, login, password, null)).isEqualTo(400);
        }

        @Test
        void aTextForTheEngineThatCannotBeStoredIsABadRequest() throws Exception {
            Credentials operator = secrets.operator();
            for (String text : List.of("\\u0000", "\\ud83d", "\\ude00x", "\u0000")) {
                assertThat(statusOf(
                                "/engine-rest/task/unknown/complete",
                                operator.name(),
                                operator.password(),
                                "{\"variables\":{\"note\":{\"value\":\"" + text + "\"}}}"))
                        .isEqualTo(400);
            }
            assertThat(statusOf("/engine-rest/task", operator.name() + "\u0000", "x", null))
                    .isEqualTo(400);
        }

        private int statusOf(String address, String login, String password, String body) throws Exception {
            String pair = login + ":" + password;
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(http.getRootUri() + address))
                    .header(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)))
                    .header("Content-Type", "application/json");
            if (body != null) {
                request.POST(BodyPublishers.ofString(body));
            }
            return HttpClient.newHttpClient()
                    .send(request.build(), BodyHandlers.discarding())
                    .statusCode();
        }

        static Stream<OddText> storable() {
            return OddText.storable();
        }

        private List<JsonNode> refusals(String subject) {
            return acme.received().stream()
                    .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                    .filter(event -> event.path("subject").asText().equals(subject))
                    .toList();
        }

        /** The order with the text in each field that may have the text, but the card's token and the articles. */
        private static ObjectNode written(ObjectNode order, OddText text) {
            JsonNode written = order;
            for (SchemaField field : Contract.fields("order").toList()) {
                if (field.pointer().toString().startsWith("/shipTo/") && text.isAllowedBy(field.schema(), "none")) {
                    written = field.set(written, value(text, field.schema(), "none"));
                }
            }
            return (ObjectNode) written;
        }

        private ObjectNode request(ObjectNode order, OddText text) {
            ObjectNode data = JSON.createObjectNode().put("tradingId", tradingId(order));
            data.putObject("reason").put("code", "CHANGED_MIND").put("text", reason(text));
            return data;
        }

        private static String reason(OddText text) {
            return text.in(Contract.schema("common.json#/$defs/text"), "We ordered twice.");
        }

        private static TextNode value(OddText text, JsonNode schema, String valid) {
            return TextNode.valueOf(text.in(schema, valid));
        }

        private static List<Sent> unstorable(MessageEntryPoint entryPoint) {
            List<Sent> messages = new ArrayList<>();
            for (SchemaField field : entryPoint.fields()) {
                if (field.isText() && field.hasPlaceIn(entryPoint.example())) {
                    for (OddText text : OddText.values()) {
                        if (!text.isAllowedBy(field.schema(), valid(entryPoint.example(), field))) {
                            messages.add(new Sent(field + " " + text, with(entryPoint.example(), field, text)));
                        }
                    }
                }
            }
            return messages;
        }

        private static String with(JsonNode message, SchemaField field, OddText text) {
            return OddText.json(field.set(message, TextNode.valueOf(text.in(field.schema(), valid(message, field)))));
        }

        private static String valid(JsonNode message, SchemaField field) {
            return message.at(field.pointer()).asText("x x x");
        }

        private ObjectNode closed() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }
    }
}
