package org.coincide.engine.operations;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.coincide.engine.reconciliation.TradeRestoration;
import org.coincide.engine.reconciliation.TradeRestoration.Restoration;
import org.coincide.engine.statements.BehindTrades;
import org.coincide.engine.statements.BehindTrades.BehindTrade;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/operations}: the trades that are behind their clients, and their restoration from the clients' evidence. */
@RestController
class TradeRestorationResource {

    private static final int MAX_TRADES = 500;

    private final BehindTrades behind;
    private final TradeRestoration restoration;

    TradeRestorationResource(BehindTrades behind, TradeRestoration restoration) {
        this.behind = behind;
        this.restoration = restoration;
    }

    @GetMapping("/api/operations/trades-behind")
    List<BehindTrade> behind() {
        return behind.all(MAX_TRADES);
    }

    /** Imports the evidence of one trade or of a whole ledger. */
    @PostMapping(path = "/api/operations/restore-from-receipts", consumes = MediaType.APPLICATION_JSON_VALUE)
    Restoration restore(@RequestBody JsonNode evidence) {
        if (!evidence.path("entries").isArray()) {
            ErrorResponseException problem = new ErrorResponseException(HttpStatus.BAD_REQUEST);
            problem.setDetail("The body is no evidence file: it has no list named entries.");
            throw problem;
        }
        return restoration.restore(evidence);
    }
}
