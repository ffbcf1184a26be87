package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.coincide.engine.journal.messages.RefusalReport.RefusalReason;
import org.coincide.engine.problems.ProblemResponses;
import org.coincide.engine.requests.Decision;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Maps a decision to an HTTP response: 202, or a problem (RFC 9457) with the same reason as a refusal by queue. */
public final class DecisionResponses {

    private DecisionResponses() {}

    public static ResponseEntity<?> of(String tradingId, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return problem(
                    refused.isUnknownTrade() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT,
                    new RefusalReason(refused.code(), refused.text(), refused.pointer()));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/trades/" + tradingId))
                .body(Map.of("tradingId", tradingId));
    }

    public static ResponseEntity<?> malformed(JsonProcessingException broken) {
        return invalid(new RefusalReason(
                "MALFORMED_JSON", "The body is not valid JSON: " + broken.getOriginalMessage() + ".", null));
    }

    public static ResponseEntity<?> invalid(RefusalReason violation) {
        return problem(HttpStatus.BAD_REQUEST, violation);
    }

    private static ResponseEntity<Object> problem(HttpStatus status, RefusalReason reason) {
        return ProblemResponses.of(status, reason.text(), List.of(reason));
    }
}
