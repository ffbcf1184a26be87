package org.coincide.engine.trade;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.coincide.engine.trade.status.Statuses;

/**
 * The data of an accepted order from which a trade is opened.
 *
 * @param traceParent position of the order in its W3C trace; null if it has none
 */
public record NewTrade(
        String tradingId,
        String clientId,
        String orderReference,
        String orderDigest,
        String orderSignature,
        String contents,
        String currency,
        List<TradeLine> lines,
        String traceParent) {

    Trade openedAt(Instant now) {
        BigDecimal total = lines.stream().map(TradeLine::value).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new Trade(
                tradingId,
                clientId,
                orderReference,
                orderDigest,
                orderSignature,
                contents,
                currency,
                total,
                Statuses.FIRST,
                null,
                null,
                Amounts.NONE,
                lines,
                1,
                null,
                false,
                now,
                now,
                traceParent);
    }
}
