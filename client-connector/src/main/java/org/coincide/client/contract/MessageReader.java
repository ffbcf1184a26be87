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

/** Reads the text of a message from the server. An invalid message is a result and never an exception. */
public final class MessageReader {

    private static final Map<String, String> SCHEMA_BY_TYPE = Map.of(
            "trading.information.v1", "information",
            "trading.processing.v1", "processing",
            "trading.refusal.v1", "refusal",
            "trading.statement.v1", "statement",
            "trading.key.v1", "key");
    private static final Pattern DATASCHEMA = Pattern.compile("urn:coincide:([a-z]+):1\\.[0-9]{1,9}");
    private static final int MAX_ERRORS_NAMED = 3;

    private final ContractSchemas schemas;

    public MessageReader(ContractSchemas schemas) {
        this.schemas = schemas;
    }

    /** Returns the message, or the reason why the text is not a message of the contract. */
    public ReadResult read(String text) {
        if (!StorableText.isStorable(text)) {
            return new ReadResult.Invalid("the text contains a NUL or an unpaired surrogate", UnverifiedHeader.EMPTY);
        }
        JsonNode document;
        try {
            document = Json.STRICT.readTree(text);
        } catch (JsonProcessingException e) {
            return new ReadResult.Invalid("not strict JSON: " + e.getOriginalMessage(), UnverifiedHeader.EMPTY);
        }
        if (!StorableText.isStorableJson(text)) {
            return new ReadResult.Invalid(
                    "the text contains an escaped NUL or unpaired surrogate",
                    UnverifiedHeader.of(document).withoutSource());
        }
        return schemaViolation(document)
                .<ReadResult>map(reason -> new ReadResult.Invalid(reason, UnverifiedHeader.of(document)))
                .orElseGet(() -> bind((ObjectNode) document, text));
    }

    private Optional<String> schemaViolation(JsonNode document) {
        if (!document.isObject()) {
            return Optional.of("not a JSON object");
        }
        var errors = schemas.validate("envelope", document);
        if (!errors.isEmpty()) {
            return Optional.of("envelope: " + summary(errors));
        }
        var type = document.path("type").asText();
        var schema = SCHEMA_BY_TYPE.get(type);
        if (schema == null) {
            return Optional.of("this version does not support messages of type " + type);
        }
        if (document.has("dataschema")
                && !sameMajor(schema, document.path("dataschema").asText())) {
            return Optional.of("dataschema " + document.path("dataschema").asText() + " does not belong to " + type);
        }
        return Optional.of(schemas.validate(schema, document.path("data")))
                .filter(found -> !found.isEmpty())
                .map(found -> "data: " + summary(found));
    }

    /** Accepts later minor versions, which only add properties; unknown properties stay in the body. */
    private static boolean sameMajor(String schema, String dataschema) {
        var matcher = DATASCHEMA.matcher(dataschema);
        return matcher.matches() && matcher.group(1).equals(schema);
    }

    private static ReadResult bind(ObjectNode document, String text) {
        try {
            var event = Json.STRICT.treeToValue(document, CloudEvent.class);
            var message = bind(document.path("data"), text, envelope(event, document));
            return MessageConsistency.violation(message)
                    .<ReadResult>map(reason -> new ReadResult.Invalid(reason, UnverifiedHeader.of(document)))
                    .orElseGet(() -> new ReadResult.Valid(message));
        } catch (JsonProcessingException | CloudEventRWException e) {
            return new ReadResult.Invalid(
                    "not a CloudEvent of this contract: " + e.getMessage(), UnverifiedHeader.of(document));
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
            case "statement" ->
                new TradingMessage.OfStatement(
                        envelope, text, Json.STRICT.treeToValue(data, TradingMessage.Statement.class));
            case "key" ->
                new TradingMessage.OfKey(
                        envelope, text, Json.STRICT.treeToValue(data, TradingMessage.KeyAnnouncement.class));
            default -> new TradingMessage.OfRefusal(envelope, text, Json.STRICT.treeToValue(data, RefusalReport.class));
        };
    }

    private static String summary(List<ValidationError> errors) {
        var named = errors.stream()
                .limit(MAX_ERRORS_NAMED)
                .map(ValidationError::toString)
                .collect(Collectors.joining("; "));
        return errors.size() > MAX_ERRORS_NAMED
                ? named + "; and " + (errors.size() - MAX_ERRORS_NAMED) + " more"
                : named;
    }
}
