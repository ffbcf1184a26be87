package org.coincide.client.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.time.Instant;
import org.coincide.client.contract.Amounts;
import org.coincide.client.contract.Reason;
import org.coincide.client.verification.Trade;

/**
 * A trade in lists of the REST API.
 *
 * @param revision revision of the order: 1 as placed, plus 1 with each amendment
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record TradeView(
        String tradingId,
        String orderReference,
        String order,
        String delivery,
        String payment,
        long sequence,
        int revision,
        boolean closed,
        Reason reason,
        AmountsView amounts,
        Instant openedAt,
        Instant changedAt) {

    static TradeView of(Trade trade) {
        return new TradeView(
                trade.tradingId(),
                trade.orderReference(),
                trade.statuses().order(),
                trade.statuses().delivery(),
                trade.statuses().payment(),
                trade.sequence(),
                trade.revision(),
                trade.closed(),
                trade.reason(),
                AmountsView.of(trade.amounts()),
                trade.openedAt(),
                trade.changedAt());
    }

    /** Amounts as decimal strings, since JSON numbers can be rounded. */
    record AmountsView(String currency, String ordered, String authorized, String captured, String refunded) {

        private static final int MIN_DECIMALS = 2;

        static AmountsView of(Amounts amounts) {
            return new AmountsView(
                    amounts.currency(),
                    plain(amounts.ordered()),
                    plain(amounts.authorized()),
                    plain(amounts.captured()),
                    plain(amounts.refunded()));
        }

        static String plain(BigDecimal amount) {
            var stripped = amount.stripTrailingZeros();
            return stripped.setScale(Math.max(MIN_DECIMALS, stripped.scale())).toPlainString();
        }
    }
}
