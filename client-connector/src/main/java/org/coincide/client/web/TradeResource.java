package org.coincide.client.web;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.Trades;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** REST resource of the ledger's trades: {@code /api/trades}. */
@RestController
@RequestMapping(path = "/api/trades", produces = MediaType.APPLICATION_JSON_VALUE)
class TradeResource {

    private final Trades trades;
    private final History history;
    private final LedgerVerification verification;
    private final Clock clock;

    TradeResource(Trades trades, History history, LedgerVerification verification, Clock clock) {
        this.trades = trades;
        this.history = history;
        this.verification = verification;
        this.clock = clock;
    }

    @GetMapping
    List<TradeView> newest(
            @RequestParam(defaultValue = Paging.MAX_LIMIT) int limit, @RequestParam(defaultValue = "0") int offset) {
        return trades.newest(Paging.limit(limit), Paging.offset(offset)).stream()
                .map(chained -> TradeView.of(chained.trade()))
                .toList();
    }

    @GetMapping("/{tradingId}")
    TradeDetail one(@PathVariable String tradingId) {
        return trades.find(tradingId)
                .map(chained -> TradeDetail.of(
                        chained.trade(),
                        history.of(tradingId),
                        verification.verifyTrade(tradingId).isEmpty(),
                        clock.instant()))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "The ledger does not contain trade " + tradingId + ". Check the tradingId."));
    }

    /** Returns the message with the sequence, exactly as received. */
    @GetMapping(path = "/{tradingId}/history/{sequence}", produces = MediaType.APPLICATION_JSON_VALUE)
    String message(@PathVariable UUID tradingId, @PathVariable long sequence) {
        return history.body(tradingId.toString(), sequence)
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "The ledger does not contain entry " + sequence + " of trade " + tradingId
                                + ". Check the tradingId and the sequence."));
    }
}
