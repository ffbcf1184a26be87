package org.coincide.engine.acceptance;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.coincide.engine.acceptance.Acceptance.OverQuota;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.Quota;
import org.coincide.engine.trade.TradeOverview;
import org.springframework.stereotype.Component;

/**
 * Compares the trades of a client with its quota. Trades of all nodes count, from the database. Orders that are accepted at the same moment
 * do not see each other, so a quota can be exceeded by the number of consumers.
 */
@Component
class QuotaCheck {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TradeOverview trades;
    private final Clock clock;

    QuotaCheck(TradeOverview trades, Clock clock) {
        this.trades = trades;
        this.clock = clock;
    }

    /** Returns the refusal of a further order; empty if the client may place it. */
    Optional<OverQuota> violation(ClientAccount client) {
        Quota quota = client.quota();
        return ordersPerMinute(client.id(), quota.ordersPerMinute())
                .or(() -> openTrades(client.id(), quota.openTrades()));
    }

    private Optional<OverQuota> ordersPerMinute(String clientId, Integer limit) {
        Instant now = clock.instant();
        return limit == null
                ? Optional.empty()
                : trades.lastAccepted(clientId, limit, now.minus(MINUTE))
                        .map(first -> overQuota(
                                "Orders that were accepted within the last minute: " + limit
                                        + ", as many as the client may place. Send the order again later.",
                                Duration.between(now, first.plus(MINUTE))));
    }

    private Optional<OverQuota> openTrades(String clientId, Integer limit) {
        return limit == null || trades.openOf(clientId, limit) < limit
                ? Optional.empty()
                : Optional.of(overQuota(
                        "Open trades: " + limit
                                + ", as many as the client may have. Send the order again when one of them is finished.",
                        null));
    }

    private static OverQuota overQuota(String text, Duration retryAfter) {
        return new OverQuota(new Refusal("QUOTA_EXCEEDED", text, ""), retryAfter);
    }
}
