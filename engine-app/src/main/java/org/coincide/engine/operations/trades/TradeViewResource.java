package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.OperatorAction;
import org.coincide.engine.operations.trades.TradeConditions.Flag;
import org.coincide.engine.operations.trades.TradeCorrespondence.Correspondence;
import org.coincide.engine.operations.trades.TradeFacts.Facts;
import org.coincide.engine.operations.trades.TradeWork.Work;
import org.coincide.engine.reconciliation.Discrepancies.TradeDiscrepancy;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/operations/trades/{tradingId}}: everything that the server knows of a trade, open or finished. */
@RestController
class TradeViewResource {

    /** A trade with its messages, its work in the engine, and the actions of operators. */
    record TradeView(
            @JsonUnwrapped Facts facts,
            @JsonUnwrapped Correspondence correspondence,
            @JsonUnwrapped Work work,
            List<Flag> flags,
            List<TradeDiscrepancy> discrepancies,
            List<OperatorAction> actions) {}

    private final TradeFacts facts;
    private final TradeCorrespondence correspondence;
    private final TradeWork work;
    private final TradeFindings findings;
    private final OperatorActions actions;

    TradeViewResource(
            TradeFacts facts,
            TradeCorrespondence correspondence,
            TradeWork work,
            TradeFindings findings,
            OperatorActions actions) {
        this.facts = facts;
        this.correspondence = correspondence;
        this.work = work;
        this.findings = findings;
        this.actions = actions;
    }

    @GetMapping(path = "/api/operations/trades/{tradingId}", produces = MediaType.APPLICATION_JSON_VALUE)
    TradeView trade(@PathVariable String tradingId) {
        return facts.of(tradingId)
                .map(known -> new TradeView(
                        known,
                        correspondence.of(known.clientId(), tradingId),
                        work.of(tradingId),
                        findings.flags(tradingId),
                        findings.discrepancies(tradingId),
                        actions.of(tradingId)))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND, "There is no trade " + tradingId + ". Check the trading identifier."));
    }
}
