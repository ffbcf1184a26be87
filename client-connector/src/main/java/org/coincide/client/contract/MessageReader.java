package org.coincide.client.contract;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cloudevents.CloudEvent;
import io.cloudevents.rw.CloudEventRWException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the text of a message from the server. Never throws for what a message says; that is an outcome. */
public final class MessageReader {

    private static final Map<String, String> SCHEMA_BY_TYPE = Map.of(
            "trading.information.v1", "information",
            "trading.processing.v1", "processing",
            "trading.refusal.v1", "refusal");
    private static final Pattern DATASCHEMA = Pattern.compile("urn:coincide:([a-z]+):1\\.[0-9]{1,9}");
    private static final int FAULTS_NAMED = 3;

    private final ContractSchemas schemas;

    public MessageReader(ContractSchemas schemas) {
        this.schemas = schemas;
    }

    /** The message that the text is, or why it is none. */
    public ReadResult read(String text) {
        if (!StorableText.allStorable(text)) {
            return new ReadResult.Unreadable(
                    "the text holds a NUL or half a surrogate pair", ReadResult.Glimpse.NOTHING);
        }
        JsonNode document;
        try {
            document = Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return new ReadResult.Unreadable("not strict JSON: " + e.getOriginalMessage(), ReadResult.Glimpse.NOTHING);
        }
        return inEnvelope(document)
                .<ReadResult>map(why -> new ReadResult.Unreadable(why, UnverifiedHeaders.of(document)))
                .orElseGet(() -> inside((ObjectNode) document, text));
    }

    private Optional<String> inEnvelope(JsonNode document) {
        if (!document.isObject()) {
            return Optional.of("not a JSON object");
        }
        var faults = schemas.faults("envelope", document);
        if (!faults.isEmpty()) {
            return Optional.of("envelope: " + words(faults));
        }
        var type = document.path("type").asText();
        var schema = SCHEMA_BY_TYPE.get(type);
        if (schema == null) {
            return Optional.of("this version does not read messages of type " + type);
        }
        if (document.has("dataschema")
                && !sameMajor(schema, document.path("dataschema").asText())) {
            return Optional.of("dataschema " + document.path("dataschema").asText() + " is not one for " + type);
        }
        return Optional.of(schemas.faults(schema, document.path("data")))
                .filter(found -> !found.isEmpty())
                .map(found -> "data: " + words(found));
    }

    /** A minor version ahead only adds; it is read, and what is unknown stays in the body. */
    private static boolean sameMajor(String schema, String dataschema) {
        var matcher = DATASCHEMA.matcher(dataschema);
        return matcher.matches() && matcher.group(1).equals(schema);
    }

    private static ReadResult inside(ObjectNode document, String text) {
        try {
            var event = Json.STRICT.treeToValue(document, CloudEvent.class);
            var message = bind(document.path("data"), text, envelope(event, document));
            return MessageConsistency.broken(message)
                    .<ReadResult>map(why -> new ReadResult.Unreadable(why, UnverifiedHeaders.of(document)))
                    .orElseGet(() -> new ReadResult.Readable(message));
        } catch (JsonProcessingException | CloudEventRWException e) {
            return new ReadResult.Unreadable(
                    "no CloudEvent of this contract: " + e.getMessage(), UnverifiedHeaders.of(document));
        }
    }

    private static Envelope envelope(CloudEvent event, JsonNode document) {
        return new Envelope(
                event.getId(),
                event.getSource().toString(),
                event.getType(),
                event.getSubject(),
                event.getTime().toInstant(),
                document.path("sequence").asLong());
    }

    private static TradingMessage bind(JsonNode data, String text, Envelope envelope) throws JsonProcessingException {
        return switch (SCHEMA_BY_TYPE.get(envelope.type())) {
            case "information" ->
                new TradingMessage.OfInformation(
                        envelope,
                        text,
                        Json.STRICT.treeToValue(data, TradingInformation.class),
                        OrderContents.of(data));
            case "processing" ->
                new TradingMessage.OfProcessing(envelope, text, Json.STRICT.treeToValue(data, TradingProcessing.class));
            default -> new TradingMessage.OfRefusal(envelope, text, Json.STRICT.treeToValue(data, RefusalReport.class));
        };
    }

    private static String words(List<ValidationError> faults) {
        var named = faults.stream()
                .limit(FAULTS_NAMED)
                .map(ValidationError::toString)
                .collect(Collectors.joining("; "));
        return faults.size() > FAULTS_NAMED ? named + "; and " + (faults.size() - FAULTS_NAMED) + " more" : named;
    }
}
