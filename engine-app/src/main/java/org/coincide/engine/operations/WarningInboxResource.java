package org.coincide.engine.operations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.trade.Trades;
import org.coincide.engine.warnings.ClientWarnings;
import org.coincide.engine.warnings.ClientWarnings.ClientWarning;
import org.coincide.engine.warnings.ClientWarnings.Page;
import org.coincide.engine.warnings.ClientWarnings.Query;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations/warnings}: the warnings of clients, which operators assign, answer and acknowledge. */
@RestController
class WarningInboxResource {

    private static final int MAX_LIMIT = 200;

    /** The operator who works on a warning; null for nobody. */
    record Assignment(@Size(max = 255) String person) {}

    /** The answer that the client reads. */
    record Answer(@NotBlank @Size(max = 1000) String text) {}

    private final ClientWarnings warnings;
    private final Trades trades;
    private final OperatorActions actions;
    private final TransactionOperations transaction;

    WarningInboxResource(
            ClientWarnings warnings, Trades trades, OperatorActions actions, TransactionOperations transaction) {
        this.warnings = warnings;
        this.trades = trades;
        this.actions = actions;
        this.transaction = transaction;
    }

    @GetMapping(path = "/api/operations/warnings", produces = MediaType.APPLICATION_JSON_VALUE)
    Page warnings(
            @RequestParam Optional<Boolean> acknowledged,
            @RequestParam Optional<String> client,
            @RequestParam Optional<String> warning,
            @RequestParam Optional<String> assignee,
            @RequestParam(defaultValue = "25") int limit,
            @RequestParam(defaultValue = "0") int offset) {
        if (limit < 1 || limit > MAX_LIMIT || offset < 0) {
            throw problem(
                    HttpStatus.BAD_REQUEST, "Send a limit from 1 to " + MAX_LIMIT + " and an offset of at least 0.");
        }
        return warnings.find(new Query(
                acknowledged.orElse(null),
                client.orElse(null),
                warning.orElse(null),
                assignee.orElse(null),
                limit,
                offset));
    }

    @PostMapping(path = "/api/operations/warnings/{id}/assignment", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientWarning assign(@PathVariable long id, @Valid @RequestBody Assignment assignment, Principal operator) {
        return change(
                id, Kind.ASSIGN_WARNING, operator, assignment.person(), () -> warnings.assign(id, assignment.person()));
    }

    @PostMapping(path = "/api/operations/warnings/{id}/answer", consumes = MediaType.APPLICATION_JSON_VALUE)
    ClientWarning answer(@PathVariable long id, @Valid @RequestBody Answer answer, Principal operator) {
        return change(
                id,
                Kind.ANSWER_WARNING,
                operator,
                answer.text(),
                () -> warnings.answer(id, answer.text(), operator.getName()));
    }

    @PostMapping("/api/operations/warnings/{id}/acknowledgement")
    ClientWarning acknowledge(@PathVariable long id, Principal operator) {
        return change(id, Kind.ACKNOWLEDGE_WARNING, operator, null, () -> warnings.acknowledge(id, operator.getName()));
    }

    /** Changes a warning and records the action, in one transaction. */
    private ClientWarning change(long id, Kind kind, Principal operator, String text, BooleanSupplier change) {
        return transaction.execute(status -> {
            ClientWarning before = warnings.find(id)
                    .orElseThrow(() -> problem(HttpStatus.NOT_FOUND, "There is no warning " + id + "."));
            if (!change.getAsBoolean()) {
                throw problem(HttpStatus.CONFLICT, "The warning is acknowledged already.");
            }
            actions.add(tradeOf(before), kind, "warning " + id, operator.getName(), text, null);
            return warnings.find(id).orElseThrow();
        });
    }

    /** A client can name a trade that the server does not have, or one of another client. */
    private String tradeOf(ClientWarning warning) {
        return Optional.ofNullable(warning.tradingId())
                .flatMap(trades::find)
                .filter(trade -> trade.clientId().equals(warning.clientId()))
                .map(trade -> trade.tradingId())
                .orElse(null);
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
