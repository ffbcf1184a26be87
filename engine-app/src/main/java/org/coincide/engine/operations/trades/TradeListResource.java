package org.coincide.engine.operations.trades;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.engine.operations.trades.TradeConditions.Flag;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.TradeSearch;
import org.coincide.engine.trade.TradeSearch.ListedTrade;
import org.coincide.engine.trade.TradeSearch.Page;
import org.coincide.engine.trade.TradeSearch.Query;
import org.springframework.http.MediaType;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/operations/trades}: the trades of all clients, open and finished, searched and paged in the database. */
@RestController
class TradeListResource {

    /**
     * A page of the result.
     *
     * @param total number of all trades that meet the conditions, counted up to {@code coincide.operations.count-up-to}
     * @param more whether there are more than the counted ones
     */
    record TradeList(long total, boolean more, int offset, int limit, List<Row> trades) {}

    /** A trade; {@code flags} is what an operator has to look at. */
    record Row(
            String tradingId,
            String clientId,
            String orderReference,
            String order,
            String delivery,
            String payment,
            String total,
            String currency,
            boolean closed,
            Instant acceptedAt,
            Instant changedAt,
            List<Flag> flags) {}

    private final TradeSearch search;
    private final TradeConditions conditions;
    private final TradeFindings findings;
    private final OperationsProperties properties;

    TradeListResource(
            TradeSearch search, TradeConditions conditions, TradeFindings findings, OperationsProperties properties) {
        this.properties = properties;
        this.search = search;
        this.conditions = conditions;
        this.findings = findings;
    }

    @GetMapping(path = "/api/operations/trades", produces = MediaType.APPLICATION_JSON_VALUE)
    TradeList trades(@RequestParam MultiValueMap<String, String> parameters) {
        Query query = TradeListRequest.parse(parameters, conditions);
        Page page = search.find(query, properties.countUpTo());
        List<String> ids = page.trades().stream().map(ListedTrade::tradingId).toList();
        Map<Flag, Set<String>> flagged = findings.flagged(ids);
        return new TradeList(
                page.total(),
                page.more(),
                (int) query.offset(),
                query.limit(),
                page.trades().stream().map(trade -> row(trade, flagged)).toList());
    }

    private static Row row(ListedTrade trade, Map<Flag, Set<String>> flagged) {
        List<Flag> flags = new ArrayList<>();
        flagged.forEach((flag, ids) -> {
            if (ids.contains(trade.tradingId())) {
                flags.add(flag);
            }
        });
        return new Row(
                trade.tradingId(),
                trade.clientId(),
                trade.orderReference(),
                trade.statuses().order().name(),
                trade.statuses().delivery().name(),
                trade.statuses().payment().name(),
                Money.text(trade.total(), trade.currency()),
                trade.currency(),
                trade.closed(),
                trade.acceptedAt(),
                trade.changedAt(),
                flags);
    }
}
