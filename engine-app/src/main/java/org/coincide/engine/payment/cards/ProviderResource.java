package org.coincide.engine.payment.cards;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/provider/events}: where the payment provider reports that a card's holder has confirmed or refused. */
@RestController
class ProviderResource {

    private final ConfirmationReports reports;
    private final ObjectMapper json;

    ProviderResource(ConfirmationReports reports, ObjectMapper json) {
        this.reports = reports;
        this.json = json;
    }

    @PostMapping(path = "/api/provider/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> report(@RequestBody String body) {
        Optional<ConfirmationEvent> event = ConfirmationEvent.of(body, json);
        if (event.isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "This is no report: id and authorization are printable, event is CONFIRMED or REFUSED.");
        }
        ConfirmationReports.Outcome outcome = reports.take(event.get());
        return switch (outcome) {
            case TAKEN, NOT_EXPECTED ->
                ResponseEntity.accepted().body(Map.of("id", event.get().id(), "outcome", outcome));
            case TOO_EARLY ->
                problem(HttpStatus.SERVICE_UNAVAILABLE, "Nobody waits for it yet; report it again in a moment.");
            case CONFLICTING ->
                problem(HttpStatus.CONFLICT, "The number " + event.get().id() + " stands for another report already.");
            case UNKNOWN ->
                problem(
                        HttpStatus.NOT_FOUND,
                        "No authorization of ours has the key " + event.get().authorization() + ".");
        };
    }

    /** Something else changed the same trade again and again. */
    @ExceptionHandler({ConcurrencyFailureException.class, DuplicateKeyException.class, ProcessEngineException.class})
    ResponseEntity<?> busy() {
        return problem(HttpStatus.SERVICE_UNAVAILABLE, "The trade is being changed; report it again.");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
