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

/** Puts the contract's envelope, a CloudEvent in structured JSON, around a message's data. */
@Component
class EnvelopeWriter {

    private final ObjectMapper json;
    private final JournalProperties settings;
    private final JsonFormat format = new JsonFormat();

    EnvelopeWriter(ObjectMapper json, JournalProperties settings) {
        this.json = json;
        this.settings = settings;
    }

    /** The message of a trade. All of a trade's messages share one W3C trace: its id is the trading identifier. */
    String ofTrade(String name, String tradingId, long sequence, String eventId, Instant time, Object data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + settings.serverName() + "/trades/" + tradingId))
                .withType("trading." + name + ".v1")
                .withSubject(tradingId)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create("urn:coincide:" + name + ":1.0"))
                .withExtension("sequence", "%010d".formatted(sequence))
                .withExtension("traceparent", traceparent(tradingId, eventId))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** A refusal: of an order that is no trade, so its subject is the order reference, or the message's id. */
    String ofRefusal(String subject, String eventId, Instant time, RefusalReport data) {
        return write(CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + settings.serverName() + "/refusals"))
                .withType("trading.refusal.v1")
                .withSubject(subject)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create("urn:coincide:refusal:1.0"))
                .withData("application/json", JsonCloudEventData.wrap(json.valueToTree(data)))
                .build());
    }

    /** What a message says, without its envelope. */
    JsonNode dataOf(String body) {
        try {
            return json.readTree(body).path("data");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is no JSON", broken);
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
