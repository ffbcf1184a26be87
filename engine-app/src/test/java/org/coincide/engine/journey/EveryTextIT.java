package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The long form of {@link TextsIT}: each text that the contract allows, in each field of each message on its own, at queue and API. Either
 * it is refused with a reason, or its trade ends and carries it unchanged; no order stands. {@code -Dtexts=all} runs it.
 */
@EnabledIfSystemProperty(named = "texts", matches = "all")
@BothDatabases
class EveryTextIT {

    private enum Entrance {
        QUEUE,
        API
    }

    /**
     * A message with an odd text in one field.
     *
     * @param order the order that the message places or is about
     */
    private record Message(String name, SchemaField field, ObjectNode order, JsonNode data) {

        JsonNode text() {
            return data.at(field.pointer());
        }
    }

    @Nested
    @OnHsqldb
    class Hsqldb extends OnEachDatabase {}

    @Nested
    @OnPostgresql
    class Postgresql extends OnEachDatabase {}

    @SharedServer
    abstract static class OnEachDatabase extends JourneyScenario {

        private static final ObjectMapper JSON = new ObjectMapper();
        private static final Set<String> ENDS = Set.of("COMPLETED", "CANCELLED", "REJECTED");
        private static final int LONGEST_REFERENCE = 64;

        @ParameterizedTest
        @EnumSource(Entrance.class)
        void everyTextOfAnOrderIsCarriedToItsEnd(Entrance entrance) {
            List<Message> messages = variants(entrance, "order", Orders::ordinary);
            List<Message> placed = new ArrayList<>();
            Map<String, String> wrong = new TreeMap<>();
            for (Message message : messages) {
                if (entrance == Entrance.QUEUE) {
                    acme.order(message.data());
                    placed.add(message);
                } else {
                    Answer answer = entryPoints("none").post("/api/orders", OddText.json(message.data()));
                    if (answer.isAccepted()) {
                        placed.add(message);
                    } else {
                        expectRefused(message, answer, wrong);
                    }
                }
            }
            awaitUntil(() -> assertThat(standing(placed)).isEmpty());
            List<Message> ended = placed.stream()
                    .filter(message -> !acme.ofOrder(reference(message)).isEmpty())
                    .toList();
            for (Message message : ended) {
                JsonNode information = acme.ofOrder(reference(message))
                        .get(0)
                        .path("data")
                        .at(message.field().pointer());
                if (!isSame(information, message.text())) {
                    wrong.put(message.name(), information.toString());
                }
            }
            report("order " + entrance, messages, ended.size());
            assertThat(wrong).isEmpty();
            assertThat(ended).hasSizeGreaterThan(20);
        }

        @ParameterizedTest
        @ValueSource(strings = {"amendment", "cancellation", "return"})
        void everyTextOfARequestIsAnsweredAndItsTradeEnds(String type) {
            Map<String, String> wrong = new TreeMap<>();
            for (Entrance entrance : Entrance.values()) {
                List<Message> messages =
                        variants(entrance, type, type.equals("return") ? Orders::ordinary : OnEachDatabase::toBeHeld);
                messages.forEach(message -> acme.order(message.order()));
                String begin = type.equals("return") ? "COMPLETED/DELIVERED/PAID" : "ON_HOLD/NOT_STARTED/PENDING";
                awaitUntil(() -> assertThat(messages.stream()
                                .filter(message ->
                                        !acme.statusesOf(reference(message)).equals(begin))
                                .map(Message::name))
                        .isEmpty());
                List<Answer> answers = send(entrance, type, messages);
                int accepted = 0;
                for (int index = 0; index < messages.size(); index++) {
                    if (answers.get(index).isAccepted()) {
                        accepted++;
                    } else {
                        expectRefused(messages.get(index), answers.get(index), wrong);
                    }
                    end(type, messages.get(index), answers.get(index).isAccepted(), wrong);
                }
                awaitUntil(() -> assertThat(standing(messages)).isEmpty());
                for (int index = 0; index < messages.size(); index++) {
                    if (answers.get(index).isAccepted() && !isCarried(type, messages.get(index))) {
                        wrong.put(messages.get(index).name(), "not carried");
                    }
                }
                report(type + " " + entrance, messages, accepted);
                assertThat(accepted).isPositive();
            }
            assertThat(wrong).isEmpty();
        }

        @Test
        void everyTextAtEveryEntryPointIsAnsweredAndOrdersGoOn() {
            MessageEntryPoints entryPoints = new MessageEntryPoints(this, tradingId(closed()));
            Map<String, String> wrong = new TreeMap<>();
            int sent = 0;
            for (MessageEntryPoint entryPoint : entryPoints.all().toList()) {
                Map<String, String> messages = new TreeMap<>();
                entryPoint.fields().stream()
                        .filter(field -> field.isText() && field.hasPlaceIn(entryPoint.example()))
                        .forEach(field -> texts(field, entryPoint.example())
                                .forEach(text -> messages.put(
                                        entryPoint + " " + field + " " + text,
                                        OddText.json(field.set(
                                                entryPoint.example(), value(text, field, entryPoint.example()))))));
                List<String> names = List.copyOf(messages.keySet());
                List<Answer> answers = entryPoint.send(List.copyOf(messages.values()));
                sent += names.size();
                for (int index = 0; index < names.size(); index++) {
                    Answer answer = answers.get(index);
                    if (!answer.isAccepted() && !answer.isRefused()) {
                        wrong.put(names.get(index), answer.toString());
                    }
                }
            }
            System.out.printf("TEXTS: all entry points: %d messages%n", sent);
            assertThat(wrong).isEmpty();
            closed();
        }

        private static void report(String what, List<Message> messages, int accepted) {
            System.out.printf(
                    "TEXTS: %s: %d messages, %d accepted and carried to the end%n", what, messages.size(), accepted);
        }

        /** A message for each field and text, each about an order of its own. */
        private List<Message> variants(Entrance entrance, String type, java.util.function.Supplier<ObjectNode> orders) {
            List<Message> messages = new ArrayList<>();
            for (SchemaField field : Contract.fields(type).toList()) {
                JsonNode example = data(type, orders.get());
                if (field.isText() && field.hasPlaceIn(example)) {
                    texts(field, example).forEach(text -> {
                        ObjectNode order = orders.get();
                        JsonNode data = data(type, order);
                        JsonNode written = field.set(data, value(text, field, data));
                        messages.add(new Message(
                                entrance + " " + type + " " + field + " " + text,
                                field,
                                type.equals("order") ? (ObjectNode) written : order,
                                written));
                    });
                }
            }
            return messages;
        }

        private static JsonNode data(String type, ObjectNode order) {
            if (type.equals("order")) {
                return order.deepCopy().put("requestedDelivery", "2030-01-31");
            }
            ObjectNode data = (ObjectNode) Contract.withAllFields(type, "to be set");
            if (type.equals("amendment")) {
                ObjectNode amended = order.deepCopy();
                amended.withObject("shipTo").put("street", "14 St James's Square");
                data.set("order", amended);
            } else if (type.equals("return")) {
                data.putArray("lines").addObject().put("number", 1).put("quantity", 1);
            }
            return data;
        }

        private static Stream<OddText> texts(SchemaField field, JsonNode example) {
            return Stream.of(OddText.values())
                    .filter(text -> !field.toString().equals("/tradingId"))
                    .filter(text -> text.isAllowedBy(field.schema(), valid(field, example)));
        }

        /** A reference stays unique. */
        private static TextNode value(OddText text, SchemaField field, JsonNode example) {
            String valid = valid(field, example);
            String value = text.in(field.schema(), valid);
            return TextNode.valueOf(
                    field.toString().equals("/orderReference")
                            ? (valid + value).substring(0, LONGEST_REFERENCE)
                            : value);
        }

        private static String valid(SchemaField field, JsonNode example) {
            return example.at(field.pointer()).asText("x x x");
        }

        private List<Answer> send(Entrance entrance, String type, List<Message> messages) {
            messages.forEach(message -> ((ObjectNode) message.data()).put("tradingId", tradingId(message.order())));
            if (entrance == Entrance.QUEUE) {
                return entryPoints("none")
                        .sendAll(
                                "trading.requests",
                                messages.stream()
                                        .map(message -> acme.enveloped(
                                                        type,
                                                        message.data()
                                                                .path("tradingId")
                                                                .asText(),
                                                        message.data())
                                                .toString())
                                        .toList());
            }
            return messages.stream()
                    .map(message -> {
                        ObjectNode body = message.data().deepCopy();
                        String tradingId = body.remove("tradingId").asText();
                        return entryPoints(tradingId).post("/api/trades/" + tradingId + "/" + type, OddText.json(body));
                    })
                    .toList();
        }

        /** Ends what the message leaves open, as people and clients do. */
        private void end(String type, Message message, boolean accepted, Map<String, String> wrong) {
            if (type.equals("return") && accepted) {
                tasks.complete(task(message.order(), "Task_DecideReturn").getId(), Map.of("returnAccepted", false));
            } else if (type.equals("amendment") || !accepted && type.equals("cancellation")) {
                ObjectNode plain = JSON.createObjectNode().put("tradingId", tradingId(message.order()));
                plain.putObject("reason").put("code", "CHANGED_MIND");
                Answer answer = entryPoints("none")
                        .post("/api/trades/" + tradingId(message.order()) + "/cancellation", without(plain));
                if (!answer.isAccepted()) {
                    wrong.put(message.name() + ", then cancelled", answer.toString());
                }
            }
        }

        private static String without(ObjectNode plain) {
            ObjectNode body = plain.deepCopy();
            body.remove("tradingId");
            return body.toString();
        }

        private boolean isCarried(String type, Message message) {
            String pointer = message.field().toString();
            if (pointer.equals("/reason/text") && type.equals("cancellation")) {
                return newest(message.order()).at(pointer).equals(message.text());
            }
            if (pointer.equals("/reason/text") && type.equals("return")) {
                return jdbc.sql("SELECT reason_text FROM goods_return WHERE trading_id = ?")
                        .param(tradingId(message.order()))
                        .query(String.class)
                        .list()
                        .equals(List.of(message.text().asText()));
            }
            return !pointer.startsWith("/order/")
                    || acme.ofOrder(reference(message)).stream()
                            .anyMatch(event -> isSame(
                                    event.path("data").at(pointer.substring("/order".length())), message.text()));
        }

        /** Dates are trimmed when they are read. */
        private static boolean isSame(JsonNode carried, JsonNode sent) {
            return carried.equals(sent) || carried.asText().equals(sent.asText().strip());
        }

        private static void expectRefused(Message message, Answer answer, Map<String, String> wrong) {
            if (!answer.isRefused()) {
                wrong.put(message.name(), answer.toString());
            }
        }

        /** The messages whose order is neither refused nor ended. */
        private List<String> standing(List<Message> messages) {
            Set<String> refused = acme.received().stream()
                    .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                    .filter(event -> !event.at("/data/reasons").isEmpty())
                    .map(event -> event.path("subject").asText())
                    .collect(Collectors.toSet());
            return messages.stream()
                    .filter(message -> !refused.contains(reference(message)))
                    .filter(message ->
                            !ENDS.contains(acme.statusesOf(reference(message)).split("/")[0]))
                    .map(message -> message.name() + " " + acme.statusesOf(reference(message)))
                    .toList();
        }

        private static String reference(Message message) {
            return reference(message.order());
        }

        private MessageEntryPoints entryPoints(String tradingId) {
            return new MessageEntryPoints(this, tradingId);
        }

        /** An order that is held because of its address. */
        private static ObjectNode toBeHeld() {
            ObjectNode order = Orders.ordinary();
            order.withObject("shipTo").put("country", "AQ");
            return order;
        }

        private ObjectNode closed() {
            ObjectNode order = Orders.ordinary();
            acme.order(order);
            awaitStatuses(order, "COMPLETED/DELIVERED/PAID");
            return order;
        }
    }
}
