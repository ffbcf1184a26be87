package org.coincide.client.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Set;
import org.coincide.client.ledger.TradeQuery;
import org.coincide.client.ledger.TradeQuery.Sort;
import org.coincide.client.quarantine.WarningGroups;
import org.coincide.client.verification.Lifecycle;
import org.coincide.client.verification.Transitions;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ResponseStatusException;

/** Converts the parameters of a search for trades. */
@Component
class TradeFilter {

    private final Clock clock;
    private final Transitions transitions = Transitions.ofContract();

    TradeFilter(Clock clock) {
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
        requireKnown(Lifecycle.ORDER, "order", given.order());
        requireKnown(Lifecycle.DELIVERY, "delivery", given.delivery());
        requireKnown(Lifecycle.PAYMENT, "payment", given.payment());
        return new TradeQuery(
                given.q(),
                given.order(),
                given.delivery(),
                given.payment(),
                given.closed(),
                among(given),
                given.overdue() ? clock.instant() : null,
                given.changedSince(),
                given.sort(),
                given.limit(),
                given.offset(),
                null);
    }

    /** Refuses a status that the contract does not define: a misspelled one would find nothing. */
    private void requireKnown(Lifecycle lifecycle, String parameter, Set<String> statuses) {
        if (statuses == null) {
            return;
        }
        var known = transitions.statuses(lifecycle);
        statuses.stream().filter(status -> !known.contains(status)).findFirst().ifPresent(status -> {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST, InputErrors.parameter(parameter, status, known));
        });
    }

    /** Each disputed trade is a warned one, too. */
    private static String among(Parameters given) {
        if (given.disputed()) {
            return WarningGroups.DISPUTED_TRADES;
        }
        return given.warned() ? WarningGroups.WARNED_TRADES : null;
    }
}
