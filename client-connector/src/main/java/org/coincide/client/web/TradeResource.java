package org.coincide.client.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.TradeQuery;
import org.coincide.client.ledger.TradeSearch;
import org.coincide.client.ledger.Trades;
import org.coincide.client.paging.Paging;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
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
    private final TradeSearch search;
    private final TradeFilter filter;
    private final MessageResponse responses;

    TradeResource(
            Trades trades,
            History history,
            LedgerVerification verification,
            Clock clock,
            TradeSearch search,
            TradeFilter filter,
            MessageResponse responses) {
        this.trades = trades;
        this.history = history;
        this.verification = verification;
        this.clock = clock;
        this.search = search;
        this.filter = filter;
        this.responses = responses;
    }

    /** Returns a page of the trades that meet the conditions; the headers have the total and the address of the next page. */
    @GetMapping
    ResponseEntity<List<TradeView>> find(
            @RequestParam(required = false) String q,
            @RequestParam(required = false) Set<String> order,
            @RequestParam(required = false) Set<String> delivery,
            @RequestParam(required = false) Set<String> payment,
            @RequestParam(required = false) Boolean closed,
            @RequestParam(defaultValue = "false") boolean warned,
            @RequestParam(defaultValue = "false") boolean disputed,
            @RequestParam(defaultValue = "false") boolean overdue,
            @RequestParam(required = false) Instant changedSince,
            @RequestParam(defaultValue = "NEWEST") TradeQuery.Sort sort,
            @RequestParam(defaultValue = Paging.DEFAULT_LIMIT) @Min(1) @Max(Paging.LONGEST) int limit,
            @RequestParam(defaultValue = "0") @Min(0) int offset,
            @RequestParam(required = false) String after,
            @RequestParam(required = false) @Min(1) Integer totalUpTo,
            HttpServletRequest request) {
        if (after != null) {
            Paging.requireNoNumberedPage(request);
        }
        var query = filter.query(new TradeFilter.Parameters(
                q, order, delivery, payment, closed, warned, disputed, overdue, changedSince, sort, limit, offset));
        var page = search.find(
                after == null ? query : query.after(after), totalUpTo == null ? TradeSearch.ALL : totalUpTo);
        var views = page.entries().stream().map(TradeView::of).toList();
        return ResponseEntity.ok()
                .headers(
                        after == null
                                ? Paging.headers(request, page, limit, offset)
                                : Paging.cursorHeaders(request, page, last(views, limit)))
                .body(views);
    }

    /** The cursor of the next page: the last trading identifier; null after the last page. */
    private static String last(List<TradeView> page, int limit) {
        return page.size() < limit ? null : page.get(page.size() - 1).tradingId();
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
    ResponseEntity<String> message(@PathVariable UUID tradingId, @PathVariable long sequence) {
        return history.entry(tradingId.toString(), sequence)
                .map(entry -> responses.of(entry.body(), entry.signature(), MediaType.APPLICATION_JSON))
                .orElseThrow(() -> new ResponseStatusException(
                        HttpStatus.NOT_FOUND,
                        "The ledger does not contain entry " + sequence + " of trade " + tradingId
                                + ". Check the tradingId and the sequence."));
    }
}
