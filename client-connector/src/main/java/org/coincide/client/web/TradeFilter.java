package org.coincide.client.web;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.coincide.client.ledger.TradeQuery;
import org.coincide.client.ledger.TradeQuery.Sort;
import org.coincide.client.quarantine.WarningGroups;
import org.springframework.stereotype.Component;

/** Converts the parameters of a search for trades. */
@Component
class TradeFilter {

    private final WarningGroups warnings;
    private final Clock clock;

    TradeFilter(WarningGroups warnings, Clock clock) {
        this.warnings = warnings;
        this.clock = clock;
    }

    /** Parameters of a search, as in the URL. */
    record Parameters(
            String q,
            Set<String> order,
            Set<String> delivery,
            Set<String> payment,
            Boolean closed,
            boolean warned,
            boolean disputed,
            boolean overdue,
            Instant changedSince,
            Sort sort,
            int limit,
            int offset) {}

    TradeQuery query(Parameters given) {
        return new TradeQuery(
                given.q(),
                given.order(),
                given.delivery(),
                given.payment(),
                given.closed(),
                warned(given),
                given.overdue() ? clock.instant() : null,
                given.changedSince(),
                given.sort(),
                Paging.limit(given.limit()),
                Paging.offset(given.offset()),
                null);
    }

    /** Each disputed trade is a warned one, too. */
    private List<String> warned(Parameters given) {
        if (given.disputed()) {
            return warnings.disputedTradingIds(Paging.LONGEST);
        }
        return given.warned() ? warnings.tradingIds(Paging.LONGEST) : null;
    }
}
