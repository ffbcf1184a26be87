package org.coincide.engine.intake;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.coincide.engine.journal.RefusalReport.Because;
import org.coincide.engine.requests.Decision;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;

/** A decision over HTTP: taken, or a problem (RFC 9457) with the reason that a refusal by queue would carry. */
public final class DecisionResponses {

    private DecisionResponses() {}

    public static ResponseEntity<?> of(String tradingId, Decision decision) {
        if (decision instanceof Decision.Refused refused) {
            return problem(
                    refused.ofNoTrade() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT,
                    new Because(refused.code(), refused.text(), refused.pointer()));
        }
        return ResponseEntity.accepted()
                .location(URI.create("/api/trades/" + tradingId))
                .body(Map.of("tradingId", tradingId));
    }

    public static ResponseEntity<?> malformed(JsonProcessingException broken) {
        return invalid(new Because("MALFORMED_JSON", broken.getOriginalMessage() + ".", null));
    }

    public static ResponseEntity<?> invalid(Because breach) {
        return problem(HttpStatus.BAD_REQUEST, breach);
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, Because reason) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, reason.text());
        problem.setProperty("errors", List.of(reason));
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(problem);
    }
}
