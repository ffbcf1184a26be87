package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.OpenApiFile;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.journey.MessageEntryPoint.Answer;
import org.coincide.engine.support.BrokerStatistics;
import org.coincide.engine.support.Contract;
import org.coincide.engine.support.QueueClient;
import org.coincide.engine.support.SchemaField;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** All entrances of a server for messages in JSON: of each endpoint that the OpenAPI files describe, and of each queue. */
final class MessageEntryPoints {

    private static final List<String> REQUESTS = List.of("cancellation", "return", "amendment", "inquiry", "warning");
    private static final int AT_ONCE = 40;
    private static final OpenApiFile CARRIER = OpenApiFile.named("interfaces/carrier.yaml");

    private final JourneyScenario scenario;
    private final String tradingId;

    /** @param tradingId trade of the client acme, which the requests name */
    MessageEntryPoints(JourneyScenario scenario, String tradingId) {
        this.scenario = scenario;
        this.tradingId = tradingId;
    }

    Stream<MessageEntryPoint> all() {
        return Stream.of(endpoints(), ofClients(), Stream.of(ofCarrier())).flatMap(Function.identity());
    }

    /** The entry points of clients, which name trades. */
    Stream<MessageEntryPoint> ofClients() {
        return Stream.of(
                        Stream.of(queue("trading.orders", "order")),
                        REQUESTS.stream().map(type -> queue("trading.requests", type)),
                        Stream.of(envelopes("trading.orders", "order"), envelopes("trading.requests", "warning")))
                .flatMap(Function.identity());
    }

    Stream<MessageEntryPoint> endpoints() {
        return OpenApiFile.all().flatMap(OpenApiFile::operations).flatMap(this::endpoint);
    }

    private Stream<MessageEntryPoint> endpoint(OpenApiFile.Operation operation) {
        JsonNode body = operation.content().at("/requestBody/content/application~1json");
        if (body.isMissingNode()) {
            return Stream.empty();
        }
        String path = operation.endpoint().split(" ")[1];
        String type = path.substring(path.lastIndexOf('/') + 1);
        Stream<SchemaField> fields =
                List.of("cancellation", "return", "amendment").contains(type)
                        ? Contract.fields(type)
                                .filter(field -> !field.pointer().toString().equals("/tradingId"))
                        : SchemaField.of(body.path("schema"), reference -> resolved(operation.file(), reference));
        String address = path.replace("{tradingId}", tradingId)
                .replace("{process}", "order")
                .replace("{number}", "RET-1")
                .replace("{clientId}", "nobody")
                .replace("{sku}", "NO-SUCH-ARTICLE")
                .replace("{id}", "0");
        JsonNode example = path.endsWith("/orders") || type.equals("amendment")
                ? Contract.withAllFields(type.equals("orders") ? "order" : type, tradingId)
                : body.path("example").deepCopy();
        if (path.endsWith("/clients")) {
            // No client is created, because each has a queue.
            ((ObjectNode) example).put("id", "acme");
        }
        return Stream.of(
                new MessageEntryPoint(operation.endpoint(), example, fields.toList(), messages -> messages.stream()
                        .map(message -> post(address, message))
                        .toList()));
    }

    private static JsonNode resolved(OpenApiFile file, JsonNode reference) {
        String name = reference.path("$ref").asText();
        return name.startsWith("#")
                ? file.resolve(name).orElseThrow()
                : Contract.schema(name.replaceFirst("^[^#]*/", ""));
    }

    Answer post(String path, String body) {
        Credentials login = login(path);
        HttpHeaders headers = new HttpHeaders();
        headers.setContentType(MediaType.APPLICATION_JSON);
        headers.setBasicAuth(login.name(), login.password());
        ResponseEntity<String> response = scenario.http.postForEntity(
                path, new HttpEntity<>(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), headers), String.class);
        return new Answer(response.getStatusCode().value(), String.valueOf(response.getBody()));
    }

    private Credentials login(String path) {
        return switch (path.split("/")[2]) {
            case "bank" -> scenario.secrets.bank();
            case "carrier" -> scenario.secrets.carrier();
            case "provider" -> scenario.secrets.provider();
            case "operations" -> scenario.secrets.operator();
            default -> new Credentials("acme", scenario.secrets.ofClient("acme"));
        };
    }

    private MessageEntryPoint queue(String queue, String type) {
        ObjectNode data = (ObjectNode) Contract.withAllFields(type, tradingId);
        List<SchemaField> fields = Contract.fields(type).toList();
        return new MessageEntryPoint(
                queue + ", " + type,
                data,
                fields,
                messages -> sendAll(
                        queue,
                        messages.stream()
                                .map(message -> enveloped(type, message))
                                .toList()));
    }

    /** The envelope around a valid message. */
    private MessageEntryPoint envelopes(String queue, String type) {
        ObjectNode example = scenario.acme.enveloped(type, tradingId, Contract.withAllFields(type, tradingId));
        return new MessageEntryPoint(
                queue + ", envelope",
                example,
                Contract.fields("envelope")
                        .filter(field -> !field.pointer().toString().equals("/data"))
                        .toList(),
                messages -> sendAll(queue, messages));
    }

    /** The envelope as text, since a parser would change the message. */
    private String enveloped(String type, String data) {
        ObjectNode envelope = scenario.acme.enveloped(type, tradingId, scenario.acme.marker());
        return envelope.toString().replace(scenario.acme.marker().toString(), data);
    }

    List<Answer> sendAll(String queue, List<String> texts) {
        List<String> ids =
                texts.stream().map(text -> scenario.acme.send(queue, text)).toList();
        awaitEmpty(queue);
        String last = scenario.acme.send("trading.requests", "the last message");
        scenario.awaitUntil(() -> assertThat(refusals(scenario.acme)).containsKey(last));
        Map<String, String> refused = refusals(scenario.acme);
        return ids.stream()
                .map(id -> refused.containsKey(id) ? new Answer(400, refused.get(id)) : new Answer(202, ""))
                .toList();
    }

    private void awaitEmpty(String queue) {
        scenario.awaitUntil(() -> assertThat(BrokerStatistics.messagesIn(scenario.broker.address(), queue))
                .isZero());
    }

    private static Map<String, String> refusals(QueueClient client) {
        return client.received().stream()
                .filter(event -> event.path("type").asText().equals("trading.refusal.v1"))
                .map(event -> event.path("data"))
                .collect(Collectors.toMap(
                        data -> data.path("messageId").asText(),
                        data -> data.path("reasons").toString(),
                        (first, again) -> first));
    }

    private MessageEntryPoint ofCarrier() {
        JsonNode schema = CARRIER.content().at("/components/schemas/CarrierEvent");
        JsonNode example = CARRIER.content()
                .at("/paths/~1api~1carrier~1events/post/requestBody/content/application~1json/example");
        return new MessageEntryPoint(
                "trading.carrier",
                example,
                SchemaField.of(schema, reference -> resolved(CARRIER, reference))
                        .toList(),
                this::sendToCarrierQueue);
    }

    /** Sends few at a time, because a sender has a bounded number of dead letters. */
    private List<Answer> sendToCarrierQueue(List<String> texts) {
        List<Answer> answers = new ArrayList<>();
        try (var carrier = new CarrierClient(scenario.broker.address(), scenario.secrets)) {
            for (int first = 0; first < texts.size(); first += AT_ONCE) {
                List<String> ids = texts.subList(first, Math.min(texts.size(), first + AT_ONCE)).stream()
                        .map(carrier::send)
                        .toList();
                awaitEmpty("trading.carrier");
                ids.forEach(id -> answers.add(deadLetter(id)));
            }
        }
        return answers;
    }

    private Answer deadLetter(String messageId) {
        return scenario.jdbc
                .sql("SELECT reason_text FROM dead_letter WHERE message_id = ?")
                .param(messageId)
                .query(String.class)
                .optional()
                .map(reason -> new Answer(400, reason))
                .orElse(new Answer(202, ""));
    }
}
