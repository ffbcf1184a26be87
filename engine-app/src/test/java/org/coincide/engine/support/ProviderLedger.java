package org.coincide.engine.support;

import java.math.BigDecimal;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Compares the payment provider's records with the server's: sums are equal to the minor unit, and no amount moves
 * twice.
 */
public final class ProviderLedger {

    /** The sums of one trade at the server and at the provider. */
    public record Sums(
            String tradingId,
            String orderStatus,
            BigDecimal captured,
            BigDecimal refunded,
            BigDecimal capturedAtProvider,
            BigDecimal refundedAtProvider,
            long stillHeld) {}

    private static final String SUMS =
            """
            SELECT t.trading_id, t.order_status, t.captured, t.refunded,
              (SELECT COALESCE(SUM(a.captured), 0) FROM simulated_authorization a
                WHERE a.merchant_reference = t.trading_id) AS captured_at_provider,
              (SELECT COALESCE(SUM(r.amount), 0) FROM simulated_provider_call r
                WHERE r.operation = 'refund' AND r.answer = 'APPROVED' AND r.idempotency_key LIKE t.trading_id || '%')
                AS refunded_at_provider,
              (SELECT COUNT(*) FROM simulated_authorization a
                WHERE a.merchant_reference = t.trading_id AND a.state = 'OPEN' AND a.captured < a.amount)
                AS still_held
            FROM trade t WHERE t.trading_id IN (:trades)""";

    private final JdbcClient jdbc;

    public ProviderLedger(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public List<Sums> of(List<String> tradingIds) {
        return jdbc.sql(SUMS).param("trades", tradingIds).query(Sums.class).list();
    }

    /** The number of second captures of a consignment in these trades. There must be none. */
    public long secondCaptures(List<String> tradingIds) {
        return jdbc.sql(
                        """
                        SELECT COUNT(*) FROM (SELECT m.trading_id, m.part FROM payment_movement m
                          WHERE m.kind = 'CAPTURE' AND m.state = 'DONE' AND m.trading_id IN (:trades)
                          GROUP BY m.trading_id, m.part HAVING COUNT(*) > 1) doubled""")
                .param("trades", tradingIds)
                .query(Long.class)
                .single();
    }
}
