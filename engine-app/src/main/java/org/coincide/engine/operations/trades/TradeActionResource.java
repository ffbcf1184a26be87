package org.coincide.engine.operations.trades;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Set;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.operations.trades.TradeActions.ActionRefused;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code POST /api/operations/trades/{tradingId}/…}: actions of operators about a trade. Each is recorded with the operator's name. */
@RestController
class TradeActionResource {

    private static final String TRADE = "/api/operations/trades/{tradingId}";

    /** The first message to send again. */
    record Resend(@NotNull @Min(1) @Max(Long.MAX_VALUE) Long fromSequence) {}

    /** A note, or the reason of an action. */
    record Note(@NotBlank @Size(max = 1000) String text) {}

    /**
     * A statement that releases and refunds are made.
     *
     * @param movements keys of all releases and refunds of the trade without an answer, as the operator saw them
     */
    record Settlement(
            @NotBlank @Size(max = 1000) String text,
            @NotNull @Size(min = 1, max = 1000) Set<@NotNull @Size(max = 255) String> movements) {}

    /**
     * The outcome of an action.
     *
     * @param affected number of messages, steps, payments or process instances
     */
    record Done(String tradingId, int affected) {}

    private final TradeActions actions;

    TradeActionResource(TradeActions actions) {
        this.actions = actions;
    }

    @PostMapping(path = TRADE + "/resend", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done resend(@PathVariable String tradingId, @Valid @RequestBody Resend resend, Principal operator) {
        return new Done(tradingId, actions.resend(tradingId, resend.fromSequence(), operator.getName()));
    }

    @PostMapping(TRADE + "/retry")
    Done retry(@PathVariable String tradingId, Principal operator) {
        return new Done(tradingId, actions.retry(tradingId, operator.getName()));
    }

    @PostMapping(path = TRADE + "/pause", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done pause(@PathVariable String tradingId, @Valid @RequestBody Note note, Principal operator) {
        return new Done(tradingId, actions.setPaused(tradingId, true, operator.getName(), note.text()));
    }

    @PostMapping(path = TRADE + "/continuation", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done proceed(@PathVariable String tradingId, @Valid @RequestBody Note note, Principal operator) {
        return new Done(tradingId, actions.setPaused(tradingId, false, operator.getName(), note.text()));
    }

    @PostMapping(path = TRADE + "/settlement", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done settle(@PathVariable String tradingId, @Valid @RequestBody Settlement made, Principal operator) {
        return new Done(tradingId, actions.settlePayment(tradingId, made.movements(), operator.getName(), made.text()));
    }

    @PostMapping(path = TRADE + "/notes", consumes = MediaType.APPLICATION_JSON_VALUE)
    Done note(@PathVariable String tradingId, @Valid @RequestBody Note note, Principal operator) {
        actions.note(tradingId, operator.getName(), note.text());
        return new Done(tradingId, 1);
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> refused(ActionRefused refusal) {
        return problem(refusal.unknown() ? HttpStatus.NOT_FOUND : HttpStatus.CONFLICT, refusal.getMessage());
    }

    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class})
    ResponseEntity<ProblemDetail> conflict() {
        return problem(HttpStatus.CONFLICT, "The trade changed at the same time. Nothing was done; try again.");
    }

    private static ResponseEntity<ProblemDetail> problem(HttpStatus status, String detail) {
        return ResponseEntity.status(status)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .body(ProblemDetail.forStatusAndDetail(status, detail));
    }
}
