package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import org.coincide.engine.tracing.TradeSpans;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.status.Statuses;
import org.springframework.stereotype.Component;

/** Wraps the data of a message in the contract's envelope: a CloudEvent in structured JSON. */
@Component
public class EnvelopeWriter {

    /** Length of the extension {@code sequence} (contract, envelope). */
    private static final int SEQUENCE_DIGITS = 10;

    private final ObjectMapper json;
    private final JournalProperties properties;
    private final DataSchemas schemas;
    private final TradeSpans spans;
    private final JsonFormat format = new JsonFormat();

    EnvelopeWriter(ObjectMapper json, JournalProperties properties, TradeSpans spans) {
        this.spans = spans;
        this.json = json;
        this.properties = properties;
        this.schemas = new DataSchemas(json);
    }

    /** Writes a message of a trade. All messages of a trade share one W3C trace. */
    public String ofTrade(String name, Trade trade, String eventId, Instant time, Object data) {
        String tradingId = trade.tradingId();
        return write(message(name, "trades/" + tradingId, tradingId, eventId, time, data)
                .withExtension("sequence", sequence(trade.sequence()))
                .withExtension(
                        "traceparent",
                        spans.ofMessage(spanName(name, trade), tradingId, trade.traceParent(), eventId)
                                .toString()));
    }

    /** Writes a refusal. Its subject is the trading identifier, the order reference or the id of the refused message. */
    public String ofRefusal(String subject, String eventId, Instant time, RefusalReport data) {
        return write(message("refusal", "refusals", subject, eventId, time, data));
    }

    /** Writes a statement. Its subject is the client. */
    public String ofStatement(String eventId, Instant time, StatementReport data) {
        return write(message("statement", "statements", data.clientId(), eventId, time, data));
    }

    /** Writes an announcement about signing keys. Its subject is the thumbprint of the key. */
    public String ofKey(String eventId, Instant time, KeyAnnouncement data) {
        return write(message("key", "keys", data.subject(), eventId, time, data));
    }

    private CloudEventBuilder message(
            String name, String source, String subject, String eventId, Instant time, Object data) {
        return CloudEventBuilder.v1()
                .withId(eventId)
                .withSource(URI.create("/" + properties.serverName() + "/" + source))
                .withType("trading." + name + ".v1")
                .withSubject(subject)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withDataSchema(schemas.of(name))
                .withData("application/json", bytes(data));
    }

    /** Returns a number as text that sorts by the number. A format took a fifth of the time of an envelope. */
    private static String sequence(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, SEQUENCE_DIGITS - digits.length())) + digits;
    }

    private byte[] bytes(Object data) {
        try {
            return json.writeValueAsBytes(data);
        } catch (JsonProcessingException unwritable) {
            throw new IllegalStateException("The data of a message cannot be written as JSON", unwritable);
        }
    }

    /** Returns the data of a message, without its envelope. */
    public JsonNode dataOf(String body) {
        try {
            return json.readTree(body).path("data");
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException("A stored message is not valid JSON", broken);
        }
    }

    private static String spanName(String name, Trade trade) {
        Statuses statuses = trade.statuses();
        return name + " " + statuses.order() + " " + statuses.delivery() + " " + statuses.payment();
    }

    private String write(CloudEventBuilder event) {
        return new String(format.serialize(event.build()), StandardCharsets.UTF_8);
    }
}
