package org.coincide.engine.intake;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.security.Principal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.coincide.engine.journal.JournalHistory;
import org.coincide.engine.journal.JournalRow;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.TradeOverview;
import org.coincide.engine.trade.Trades;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/trades}: a client's own trades. The response for another client's trade is that for an unknown trade. */
@RestController
class TradeResource {

    private static final int MAX_LIMIT = 500;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TradeView(
            String tradingId,
            String orderReference,
            String order,
            String delivery,
            String payment,
            String reason,
            long sequence,
            boolean closed,
            Instant acceptedAt,
            Instant changedAt,
            List<JsonNode> history) {

        static TradeView of(Trade trade, List<JsonNode> history) {
            return new TradeView(
                    trade.tradingId(),
                    trade.orderReference(),
                    trade.statuses().order().name(),
                    trade.statuses().delivery().name(),
                    trade.statuses().payment().name(),
                    trade.reason() == null ? null : trade.reason().code(),
                    trade.sequence(),
                    trade.closed(),
                    trade.acceptedAt(),
                    trade.changedAt(),
                    history);
        }
    }

    private final Trades trades;
    private final TradeOverview overview;
    private final JournalHistory journal;
    private final ObjectMapper json;

    TradeResource(Trades trades, TradeOverview overview, JournalHistory journal, ObjectMapper json) {
        this.trades = trades;
        this.overview = overview;
        this.journal = journal;
        this.json = json;
    }

    @GetMapping("/api/trades")
    List<TradeView> trades(
            @RequestParam(defaultValue = "100") int limit,
            @RequestParam(required = false) String after,
            Principal client) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw problem(
                    HttpStatus.BAD_REQUEST, "The limit is " + limit + ". Use a value from 1 to " + MAX_LIMIT + ".");
        }
        Trade last = after == null ? null : own(after, client);
        return overview.ofClient(client.getName(), last, limit).stream()
                .map(trade -> TradeView.of(trade, null))
                .toList();
    }

    /** Returns a trade with its history: all messages as published. */
    @GetMapping("/api/trades/{tradingId}")
    TradeView trade(@PathVariable String tradingId, Principal client) throws JsonProcessingException {
        Trade trade = own(tradingId, client);
        List<JsonNode> history = new ArrayList<>();
        for (JournalRow row : journal.history(tradingId)) {
            history.add(json.readTree(row.body()));
        }
        return TradeView.of(trade, history);
    }

    private Trade own(String tradingId, Principal client) {
        return trades.find(tradingId)
                .filter(trade -> trade.clientId().equals(client.getName()))
                .orElseThrow(() -> problem(
                        HttpStatus.NOT_FOUND,
                        "The trade " + tradingId + " was not found. Use the tradingId of one of your trades."));
    }

    private static ErrorResponseException problem(HttpStatus status, String detail) {
        ErrorResponseException problem = new ErrorResponseException(status);
        problem.setDetail(detail);
        return problem;
    }
}
