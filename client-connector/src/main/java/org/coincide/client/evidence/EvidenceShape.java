package org.coincide.client.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Predicate;

/** The members of an object in an evidence file. A further member is covered by no check of the entries, so there may be none. */
final class EvidenceShape {

    private static final Predicate<JsonNode> TEXT = JsonNode::isTextual;
    private static final Predicate<JsonNode> TEXT_OR_NULL = value -> value.isTextual() || value.isNull();
    private static final Predicate<JsonNode> NUMBER = value -> value.isIntegralNumber() && value.canConvertToLong();
    private static final Predicate<JsonNode> NUMBER_OR_NONE = value -> value.isMissingNode() || NUMBER.test(value);
    private static final Predicate<JsonNode> TIME = value -> isTime(value, ChronoUnit.NANOS);
    /** The precision that the running head covers. */
    private static final Predicate<JsonNode> RECORDED_TIME = value -> isTime(value, ChronoUnit.MICROS);

    static final EvidenceShape HEAD = new EvidenceShape(Map.of("number", NUMBER, "head", TEXT));
    static final EvidenceShape ENTRY = new EvidenceShape(Map.of(
            "number", NUMBER,
            "kind", TEXT,
            "recordedAt", RECORDED_TIME,
            "body", TEXT_OR_NULL,
            "signature", TEXT_OR_NULL,
            "digest", TEXT,
            "previousHead", TEXT,
            "head", TEXT,
            "removal", NUMBER_OR_NONE));
    static final EvidenceShape WARNING = new EvidenceShape(Map.of(
            "id", TEXT,
            "raisedAt", TIME,
            "type", TEXT,
            "text", TEXT,
            "tradingId", TEXT_OR_NULL,
            "sequence", NUMBER_OR_NONE,
            "message", TEXT_OR_NULL));
    /** The whole file, whose arrays are read on their own. */
    static final EvidenceShape FILE = new EvidenceShape(Map.of(
            "format", TEXT,
            "client", TEXT,
            "exportedAt", TIME,
            "tradingId", TEXT_OR_NULL,
            "entries", JsonNode::isArray,
            "warnings", JsonNode::isArray,
            "head", HEAD::fits,
            "sha256", TEXT,
            "signature", value -> value.isMissingNode() || value.isTextual()));

    private final Map<String, Predicate<JsonNode>> members;

    private EvidenceShape(Map<String, Predicate<JsonNode>> members) {
        this.members = members;
    }

    /** Returns whether an object has these members, each in the form in which the client writes it, and no other. */
    boolean fits(JsonNode node) {
        return node.isObject()
                && node.properties().stream().allMatch(member -> members.containsKey(member.getKey()))
                && members.entrySet().stream()
                        .allMatch(member -> member.getValue().test(node.path(member.getKey())));
    }

    /** Returns whether a time is written as the client writes it: one time has one text. */
    private static boolean isTime(JsonNode value, ChronoUnit precision) {
        try {
            return value.isTextual()
                    && Instant.parse(value.textValue())
                            .truncatedTo(precision)
                            .toString()
                            .equals(value.textValue());
        } catch (DateTimeException e) {
            return false;
        }
    }
}
