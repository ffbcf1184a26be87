package org.coincide.engine.payment.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Optional;
import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentId;

/**
 * Report of a provider without an adapter: a card's holder has confirmed or refused an authorization.
 *
 * @param id the provider's identifier of the report: the same identifier is the same report
 * @param authorization the server's key of the authorization
 */
record ProviderReport(String id, String authorization, Kind event) {

    enum Kind {
        CONFIRMED,
        REFUSED
    }

    private static final String ID = "[\\x21-\\x7E]{1,80}";
    private static final String KEY = "[\\x21-\\x7E]{1,160}";

    /** Parses {@code {"id", "authorization", "event"}}; ignores other fields. Empty if the report is malformed. */
    static Optional<ProviderReport> of(String text, ObjectMapper json) {
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
                .map(kind -> new ProviderReport(id, authorization, kind))
                .findFirst();
    }

    PaymentEvent paymentEvent() {
        return new PaymentEvent.AuthorizationChanged(id, PaymentId.ofKey(authorization));
    }
}
