package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.accounts.Credentials;
import org.coincide.engine.support.OnHsqldb;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** A message whose failure looks like an unavailable database. The message is redelivered without end, until an operator removes it. */
@OnHsqldb
@SharedServer
class StuckMessageIT extends JourneyScenario {

    @Test
    void anOperatorFindsAndRemovesAStuckMessage() {
        ObjectNode warning = acme.enveloped("warning", "any", warning());
        String messageId = acme.send(
                "trading.requests", warning.put("id", StuckMessageTrigger.STUCK).toString());

        awaitUntil(() -> assertThat(health().getStatus().getCode()).isEqualTo("DEGRADED"));
        assertThat(health().getDetails().get("stuck").toString()).contains("trading.requests", messageId);
        assertThat(headAge()).isPositive();
        awaitUntil(() -> assertThat(failing(messageId)).isPresent());
        JsonNode failing = failing(messageId).orElseThrow();
        assertThat(failing.path("queue").asText()).isEqualTo("trading.requests");
        assertThat(failing.path("sender").asText()).isEqualTo("acme");
        assertThat(failing.path("deliveries").asInt()).isGreaterThan(1);
        assertThat(failing.path("cause").asText()).contains("57014");
        assertThat(failing.path("removalRequested").asBoolean()).isFalse();
        assertThat(operator().getForObject("/api/operations/messages/" + messageId + "/body", byte[].class))
                .asString()
                .contains(StuckMessageTrigger.STUCK);

        assertThat(delete("/api/operations/messages/" + messageId)).isEqualTo(HttpStatus.ACCEPTED);
        awaitUntil(() -> assertThat(acme.received())
                .anyMatch(event -> event.at("/data/messageId").asText().equals(messageId)
                        && event.at("/data/reasons/0/code").asText().equals("NOT_PROCESSED")));
        awaitUntil(() -> assertThat(letterOf(messageId)).isPresent());
        assertThat(failing(messageId)).isEmpty();
        assertThat(operator()
                        .getForEntity("/api/operations/messages/" + messageId + "/body", String.class)
                        .getStatusCode())
                .isEqualTo(HttpStatus.NOT_FOUND);
        JsonNode letter = letterOf(messageId).orElseThrow();
        assertThat(letter.path("sender").asText()).isEqualTo("acme");
        String path = "/api/operations/dead-letters/" + letter.path("id").asLong();
        assertThat(operator().getForObject(path + "/body", byte[].class))
                .asString()
                .contains(StuckMessageTrigger.STUCK);
        assertThat(delete(path)).isEqualTo(HttpStatus.NO_CONTENT);
        assertThat(delete(path)).isEqualTo(HttpStatus.NOT_FOUND);
        awaitUntil(() -> assertThat(health().getStatus().getCode()).isEqualTo("UP"));
        assertThat(records())
                .contains(
                        "REMOVE_MESSAGE message " + secrets.operator().name() + " " + messageId,
                        "DISCARD_DEAD_LETTER dead letter " + letter.path("id").asLong() + " "
                                + secrets.operator().name() + " ");
    }

    private List<String> records() {
        List<String> records = new ArrayList<>();
        for (JsonNode action : operator().getForObject("/api/operations/actions", JsonNode.class)) {
            records.add(String.join(
                    " ",
                    action.path("action").asText(),
                    action.path("subject").asText(),
                    action.path("person").asText(),
                    action.path("text").asText("")));
        }
        return records;
    }

    private static ObjectNode warning() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("warning", "SCHEMA_INVALID")
                .put("text", "The message is invalid.");
    }

    private Health health() {
        return (Health) bean(HealthEndpoint.class).healthForPath("queues");
    }

    private double headAge() {
        return bean(MeterRegistry.class)
                .get("coincide.broker.queue.head.age")
                .tag("queue", "trading.requests")
                .timeGauge()
                .value(TimeUnit.SECONDS);
    }

    private Optional<JsonNode> letterOf(String messageId) {
        return find("/api/operations/dead-letters", messageId);
    }

    private Optional<JsonNode> failing(String messageId) {
        return find("/api/operations/messages", messageId);
    }

    private Optional<JsonNode> find(String path, String messageId) {
        for (JsonNode message : operator().getForObject(path, JsonNode.class)) {
            if (message.path("messageId").asText().equals(messageId)) {
                return Optional.of(message);
            }
        }
        return Optional.empty();
    }

    private HttpStatus delete(String path) {
        ResponseEntity<Void> response = operator().exchange(path, HttpMethod.DELETE, null, Void.class);
        return HttpStatus.valueOf(response.getStatusCode().value());
    }

    private TestRestTemplate operator() {
        Credentials operator = secrets.operator();
        return http.withBasicAuth(operator.name(), operator.password());
    }
}
