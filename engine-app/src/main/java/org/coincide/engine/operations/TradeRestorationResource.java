package org.coincide.engine.operations;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.security.Principal;
import java.util.List;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.reconciliation.BookComparison;
import org.coincide.engine.reconciliation.BookComparison.DifferingTrade;
import org.coincide.engine.reconciliation.RestoredTrades;
import org.coincide.engine.reconciliation.TradeRestoration;
import org.coincide.engine.reconciliation.TradeRestoration.Restoration;
import org.coincide.engine.statements.MissingMessageTrades;
import org.coincide.engine.statements.MissingMessageTrades.MissingMessageTrade;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations}: the trades that are behind their clients, and their restoration from the clients' evidence. */
@RestController
class TradeRestorationResource {

    private static final int MAX_TRADES = 500;

    /** An operator's statement that the differences of a trade are settled. */
    record Settlement(@NotBlank @Size(max = 1000) String note) {}

    private final MissingMessageTrades behind;
    private final EvidenceReader reader;
    private final TradeRestoration restoration;
    private final BookComparison books;
    private final RestoredTrades restored;
    private final OperatorActions actions;

    TradeRestorationResource(
            MissingMessageTrades behind,
            EvidenceReader reader,
            TradeRestoration restoration,
            BookComparison books,
            RestoredTrades restored,
            OperatorActions actions) {
        this.behind = behind;
        this.reader = reader;
        this.restoration = restoration;
        this.books = books;
        this.restored = restored;
        this.actions = actions;
    }

    @GetMapping("/api/operations/trades-behind")
    List<MissingMessageTrade> behind() {
        return behind.all(MAX_TRADES);
    }

    /** Imports the evidence of one trade or of a whole ledger. */
    @PostMapping(path = "/api/operations/restore-from-receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Restoration restore(HttpServletRequest request, Principal operator) {
        JsonNode evidence = reader.read(request);
        if (!evidence.path("entries").isArray()) {
            ErrorResponseException problem = new ErrorResponseException(HttpStatus.BAD_REQUEST);
            problem.setDetail("The body is not an evidence file: it has no list named entries.");
            throw problem;
        }
        Restoration outcome = restoration.restore(evidence);
        outcome.restored().forEach(tradingId -> actions.add(tradingId, Kind.RESTORE, operator.getName(), null));
        return outcome;
    }

    /** The restored trades whose books lack payments, parcels or returns that the messages state. */
    @GetMapping("/api/operations/restored-trades")
    List<DifferingTrade> unsettled() {
        return books.unsettled(MAX_TRADES);
    }

    @PostMapping(
            path = "/api/operations/restored-trades/{tradingId}/settlement",
            consumes = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void settle(@PathVariable String tradingId, @Valid @RequestBody Settlement settlement, Principal operator) {
        if (!restored.settle(tradingId, operator.getName(), settlement.note())) {
            ErrorResponseException problem = new ErrorResponseException(HttpStatus.NOT_FOUND);
            problem.setDetail("The trade " + tradingId + " is not one of the unsettled restored trades.");
            throw problem;
        }
        actions.add(tradingId, Kind.SETTLE_RESTORED, operator.getName(), settlement.note());
    }
}
