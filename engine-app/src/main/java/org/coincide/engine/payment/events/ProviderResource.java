package org.coincide.engine.payment.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.adapters.ReportOutcome;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/provider/events}: a provider without an adapter reports that a card's holder has confirmed or refused. */
@RestController
class ProviderResource {

    private final ProviderEventProcessor events;
    private final ObjectMapper json;

    ProviderResource(ProviderEventProcessor events, ObjectMapper json) {
        this.events = events;
        this.json = json;
    }

    @PostMapping(path = "/api/provider/events", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> report(@RequestBody String body) {
        Optional<ProviderReport> parsed = ProviderReport.of(body, json);
        if (parsed.isEmpty()) {
            return problem(
                    HttpStatus.BAD_REQUEST,
                    "The report is malformed. Send id and authorization in printable ASCII, and event CONFIRMED or REFUSED.");
        }
        ProviderReport report = parsed.get();
        ReportOutcome outcome =
                events.report(report.paymentEvent(), report.event().name());
        return switch (outcome) {
            case ACCEPTED, DUPLICATE, NOT_EXPECTED ->
                ResponseEntity.accepted().body(Map.of("id", report.id(), "outcome", outcome));
            case RETRY ->
                problem(HttpStatus.SERVICE_UNAVAILABLE, "The report cannot be applied yet. Send it again in a moment.");
            case CONFLICTING ->
                problem(
                        HttpStatus.CONFLICT,
                        "The id " + report.id() + " belongs to another report. Send this report with another id.");
            case UNKNOWN ->
                problem(
                        HttpStatus.NOT_FOUND,
                        "There is no authorization " + report.authorization() + ". Correct the key.");
        };
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
