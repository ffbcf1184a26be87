package org.coincide.client.ledger;

import java.time.Instant;
import java.util.Set;

/**
 * A search for trades. Each condition that is not null or empty limits the result.
 *
 * @param text part of the order reference or of the trading identifier; without regard to case
 * @param among SQL that selects the identifiers of the trades to which the search is limited; a constant, never a text of a request
 * @param overdueAt time before which a promised or required step is due
 * @param changedSince earliest time of the latest change
 * @param after trading identifier after which the result begins, in the order of the identifiers; null for the order of {@code sort}
 */
public record TradeQuery(
        String text,
        Set<String> order,
        Set<String> delivery,
        Set<String> payment,
        Boolean closed,
        String among,
        Instant overdueAt,
        Instant changedSince,
        Sort sort,
        int limit,
        int offset,
        String after) {

    /** Returns the same search in the order of the trading identifiers, after one of them: trades that are added meanwhile move no page. */
    public TradeQuery after(String tradingId) {
        return new TradeQuery(
                text, order, delivery, payment, closed, among, overdueAt, changedSince, sort, limit, 0, tradingId);
    }

    /** Order of the result. */
    public enum Sort {
        NEWEST("opened_at DESC, trading_id DESC"),
        OLDEST("opened_at, trading_id"),
        CHANGED("changed_at DESC, trading_id DESC"),
        REFERENCE("order_reference"),
        AMOUNT("amount_ordered DESC, trading_id DESC");

        private final String columns;

        Sort(String columns) {
            this.columns = columns;
        }

        String columns() {
            return columns;
        }
    }
}
