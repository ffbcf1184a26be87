package org.coincide.engine.payment.cards;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Optional;

/**
 * The provider's word that a card's holder has done something about an authorization. It is a reason to ask, never the answer.
 *
 * @param id the provider's own number of this report: the same number is the same report
 * @param authorization our key of the authorization
 */
public record ConfirmationEvent(String id, String authorization, Kind event) {

    public enum Kind {
        CONFIRMED,
        REFUSED
    }

    /** Printable, and no longer than the books hold. */
    private static final String ID = "[\\x21-\\x7E]{1,80}";

    private static final String KEY = "[\\x21-\\x7E]{1,160}";

    /** Reads {@code {"id", "authorization", "event"}}; whatever else is in it is the provider's own. Empty where it is none. */
    static Optional<ConfirmationEvent> of(String text, ObjectMapper json) {
        JsonNode report;
        try {
            report = json.readTree(text);
        } catch (JsonProcessingException broken) {
            return Optional.empty();
        }
        String id = report.path("id").asText();
        String authorization = report.path("authorization").asText();
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.name().equals(report.path("event").asText()))
                .filter(kind -> id.matches(ID) && authorization.matches(KEY))
                .map(kind -> new ConfirmationEvent(id, authorization, kind))
                .findFirst();
    }
}
