package org.coincide.engine.warnings;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/warnings}: a client's own warnings, with the answers of the server's operators. */
@RestController
class WarningResource {

    private static final int MAX_LIMIT = 500;

    /**
     * A warning as its client sees it. The names of operators are not disclosed.
     *
     * @param id id of the warning's message, which the client gave
     * @param number position for {@code before}
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record AnsweredWarning(
            String id,
            long number,
            String warning,
            String text,
            String tradingId,
            Long sequence,
            Instant receivedAt,
            String answer,
            Instant answeredAt,
            Instant acknowledgedAt) {

        static AnsweredWarning of(ClientWarning warning) {
            return new AnsweredWarning(
                    warning.eventId(),
                    warning.id(),
                    warning.warning(),
                    warning.text(),
                    warning.tradingId(),
                    warning.sequence(),
                    warning.receivedAt(),
                    warning.answer(),
                    warning.answeredAt(),
                    warning.acknowledgedAt());
        }
    }

    private final ClientWarnings warnings;

    WarningResource(ClientWarnings warnings) {
        this.warnings = warnings;
    }

    @GetMapping(path = "/api/warnings", produces = MediaType.APPLICATION_JSON_VALUE)
    List<AnsweredWarning> warnings(
            @RequestParam(defaultValue = "100") int limit, @RequestParam Optional<Long> before, Principal client) {
        if (limit < 1 || limit > MAX_LIMIT) {
            ErrorResponseException problem = new ErrorResponseException(HttpStatus.BAD_REQUEST);
            problem.setDetail("The limit is " + limit + ". Use a value from 1 to " + MAX_LIMIT + ".");
            throw problem;
        }
        return warnings.ofClient(client.getName(), before.orElse(null), limit).stream()
                .map(AnsweredWarning::of)
                .toList();
    }
}
