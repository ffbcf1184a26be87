package org.coincide.engine.operations;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.intake.DecisionResponses;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.reconciliation.Discrepancies;
import org.coincide.engine.reconciliation.Discrepancy;
import org.coincide.engine.reconciliation.ReturnRecovery;
import org.coincide.engine.reconciliation.TradeRecovery;
import org.coincide.engine.requests.CancellationDecisions;
import org.coincide.engine.requests.CancellationRequest;
import org.coincide.engine.requests.Decision;
import org.coincide.engine.trade.Actor;
import org.coincide.engine.trade.Reason;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations}: discrepancies of trades, and the recovery of trades and returns without a working process. */
@RestController
class TradeRecoveryResource {

    private static final int MAX_DISCREPANCIES = 500;

    /** The ways to recover a trade. */
    enum Action {
        CANCEL,
        CLOSE,
        RESTART
    }

    /** A reason for the client. */
    record StatedReason(
            @NotNull
            @Pattern(regexp = "[A-Z][A-Z0-9_]{0,63}", message = "must be a code in capitals, such as GOODS_LOST")
            String code,

            @Size(max = 1000) String text) {}

    /**
     * A command to recover a trade.
     *
     * @param reason reason of CANCEL and CLOSE
     * @param activity element of the model before which RESTART starts
     * @param variables variables of RESTART: texts, numbers and Booleans
     */
    record Recovery(
            @NotNull Action action,
            @Valid StatedReason reason,
            @Size(max = 255) String activity,
            @Size(max = 50) Map<String, JsonNode> variables) {}

    /** The states of a return. The process of one that is refused can still run. */
    enum ReturnState {
        REQUESTED,
        RECEIVED,
        REFUSED
    }

    /**
     * A command to end a return.
     *
     * @param state state of the return as the operator saw it: a requested one is refused, a received one stays booked
     */
    record ReturnEnd(
            @NotNull ReturnState state,
            @NotBlank @Size(max = 1000) String text) {}

    private final Discrepancies discrepancies;
    private final TradeRecovery trades;
    private final ReturnRecovery returns;
    private final CancellationDecisions cancellations;
    private final OperatorActions actions;
    private final ObjectMapper json;

    TradeRecoveryResource(
            Discrepancies discrepancies,
            TradeRecovery trades,
            ReturnRecovery returns,
            CancellationDecisions cancellations,
            OperatorActions actions,
            ObjectMapper json) {
        this.discrepancies = discrepancies;
        this.trades = trades;
        this.returns = returns;
        this.cancellations = cancellations;
        this.actions = actions;
        this.json = json;
    }

    @GetMapping("/api/operations/discrepancies")
    List<Discrepancy> discrepancies() {
        return discrepancies.open(MAX_DISCREPANCIES);
    }

    @PostMapping(path = "/api/operations/trades/{tradingId}/recovery", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> recover(
            @PathVariable String tradingId, @Valid @RequestBody Recovery recovery, Principal operator) {
        Actor actor = new Actor(Actor.Kind.OPERATOR, operator.getName());
        Reason reason = recovery.reason() == null
                ? null
                : new Reason(recovery.reason().code(), recovery.reason().text());
        return switch (recovery.action()) {
            case CANCEL -> {
                Decision decision = cancellations.cancelInstead(new CancellationRequest(tradingId, reason, actor));
                actions.add(tradingId, Kind.CANCEL, actor.name(), reason == null ? null : reason.text(), decision);
                yield DecisionResponses.of(tradingId, decision);
            }
            case CLOSE ->
                recorded(
                        Kind.CLOSE,
                        tradingId,
                        actor.name(),
                        required(reason, "reason").text(),
                        trades.close(tradingId, reason, actor));
            case RESTART ->
                recorded(
                        Kind.RESTART,
                        tradingId,
                        actor.name(),
                        required(recovery.activity(), "activity"),
                        trades.restart(tradingId, recovery.activity(), values(recovery.variables())));
        };
    }

    @PostMapping(
            path = "/api/operations/trades/{tradingId}/returns/{number}/end",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<?> endReturn(
            @PathVariable String tradingId,
            @PathVariable String number,
            @Valid @RequestBody ReturnEnd end,
            Principal operator) {
        return recorded(
                Kind.END_RETURN,
                tradingId,
                operator.getName(),
                number + ": " + end.text(),
                returns.end(tradingId, number, end.state().name(), end.text(), operator.getName()));
    }

    private Map<String, Object> values(Map<String, JsonNode> variables) {
        Map<String, Object> values = new HashMap<>();
        if (variables != null) {
            variables.forEach((name, value) -> {
                if (!value.isValueNode()) {
                    throw problem(
                            HttpStatus.BAD_REQUEST, "The variable " + name + " is not a text, number or Boolean.");
                }
                values.put(name, json.convertValue(value, Object.class));
            });
        }
        return values;
    }

    private static <T> T required(T value, String name) {
        if (value == null) {
            throw problem(HttpStatus.BAD_REQUEST, "The action needs a value of " + name + ". Add it to the request.");
        }
        return value;
    }

    private ResponseEntity<?> recorded(
            Kind kind, String tradingId, String person, String text, Optional<String> refusal) {
        if (trades.exists(tradingId)) {
            actions.add(tradingId, kind, null, person, text, refusal.orElse(null));
        }
        return answer(tradingId, refusal);
    }

    private static ResponseEntity<?> answer(String tradingId, Optional<String> refusal) {
        refusal.ifPresent(text -> {
            throw problem(HttpStatus.CONFLICT, text);
        });
        return ResponseEntity.accepted().body(Map.of("tradingId", tradingId));
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
