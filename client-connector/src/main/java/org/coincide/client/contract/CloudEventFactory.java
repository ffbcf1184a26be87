package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.jackson.JsonFormat;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;

/** Creates the client's messages as CloudEvents in structured JSON. The text is created once; each send repeats it. */
public final class CloudEventFactory {

    private final String clientId;
    private final Clock clock;
    private final Identifiers identifiers;

    public CloudEventFactory(String clientId, Clock clock, Identifiers identifiers) {
        this.clientId = clientId;
        this.clock = clock;
        this.identifiers = identifiers;
    }

    /** Creates an event of type {@code trading.<name>.v1} about the subject. */
    public OutgoingEvent create(String name, String subject, JsonNode data) {
        return create(name, subject, data, null);
    }

    /**
     * Creates an event of type {@code trading.<name>.v1} in a W3C trace.
     *
     * @param traceParent the event's position in the trace; null for none
     */
    public OutgoingEvent create(String name, String subject, JsonNode data, String traceParent) {
        var builder = CloudEventBuilder.v1()
                .withId(identifiers.next())
                .withSource(URI.create("/" + clientId))
                .withType("trading." + name + ".v1")
                .withSubject(subject)
                .withTime(clock.instant().atOffset(ZoneOffset.UTC))
                .withDataSchema(URI.create(ContractSchemas.urn(name)))
                .withData("application/json", bytes(data));
        var event = (traceParent == null ? builder : builder.withExtension("traceparent", traceParent)).build();
        var text = new String(new JsonFormat().serialize(event), StandardCharsets.UTF_8);
        return new OutgoingEvent(event.getId(), event.getType(), subject, text);
    }

    /** Parses the text of an event that {@link #create} has created. */
    public static CloudEvent parse(String text) {
        return new JsonFormat().deserialize(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(JsonNode data) {
        try {
            return Json.STRICT.writeValueAsBytes(data);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("Cannot write the event's data as JSON", e);
        }
    }

    /** An event that is ready to be stored and sent. */
    public record OutgoingEvent(String id, String type, String subject, String text) {}
}
