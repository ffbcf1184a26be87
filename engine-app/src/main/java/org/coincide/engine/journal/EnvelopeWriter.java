package org.coincide.engine.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.stereotype.Component;

/** Wraps the data of a message in the contract's envelope: a CloudEvent in structured JSON. */
@Component
class EnvelopeWriter {

    private final ObjectMapper json;
    private final JournalProperties properties;
    private final DataSchemas schemas;
    private final JsonFormat format = new JsonFormat();

    EnvelopeWriter(ObjectMapper json, JournalProperties properties) {
        this.json = json;
        this.properties = properties;
        this.schemas = new DataSchemas(json);
    }

    /** Writes a message of a trade. All messages of a trade share one W3C trace, whose id is the trading identifier. */
    String ofTrade(String name, String tradingId, long sequence, String eventId, Instant time, Object data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + properties.serverName() + "/trades/" + tradingId))
                .withType("trading." + name + ".v1")
                .withSubject(tradingId)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(schemas.of(name))
                .withExtension("sequence", "%010d".formatted(sequence))
                .withExtension("traceparent", traceparent(tradingId, eventId))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** Writes a refusal. Its subject is the trading identifier, the order reference or the id of the refused message. */
    String ofRefusal(String subject, String eventId, Instant time, RefusalReport data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + properties.serverName() + "/refusals"))
                .withType("trading.refusal.v1")
                .withSubject(subject)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(schemas.of("refusal"))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** Writes a statement. Its subject is the client. */
    String ofStatement(String eventId, Instant time, StatementReport data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + properties.serverName() + "/statements"))
                .withType("trading.statement.v1")
                .withSubject(data.clientId())
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(schemas.of("statement"))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** Writes an announcement about signing keys. Its subject is the thumbprint of the key. */
    String ofKey(String eventId, Instant time, KeyAnnouncement data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + properties.serverName() + "/keys"))
                .withType("trading.key.v1")
                .withSubject(data.subject())
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(schemas.of("key"))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** Returns the data of a message, without its envelope. */
    JsonNode dataOf(String body) {
        try {
            return json.readTree(body).path("data");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is not valid JSON", broken);
        }
    }

    private static String traceparent(String tradingId, String eventId) {
        return "00-" + tradingId.replace("-", "") + "-"
                + eventId.replace("-", "").substring(16) + "-01";
    }

    private String write(CloudEvent event) {
        return new String(format.serialize(event), StandardCharsets.UTF_8);
    }
}
