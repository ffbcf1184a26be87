package org.coincide.engine.payment.refunds;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.engine.retention.TradeGuard;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Refunds that are accepted but not complete, and the time of the next look-up. */
@Repository
class PendingRefunds implements TradeGuard {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PaymentProperties properties;
    private final Movements movements;

    PendingRefunds(JdbcClient jdbc, Clock clock, PaymentProperties properties, Movements movements) {
        this.movements = movements;
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void add(Movement refund) {
        jdbc.sql("INSERT INTO payment_pending_refund (refund_key, check_at) VALUES (?, ?)")
                .params(refund.idempotencyKey(), next())
                .update();
    }

    /** The keys of the refunds to look up now; also those whose time was set before the clock was set back. */
    List<String> due() {
        return jdbc.sql(
                        """
                        SELECT refund_key FROM (
                          SELECT refund_key, check_at FROM payment_pending_refund WHERE check_at <= ?
                          UNION ALL SELECT refund_key, check_at FROM payment_pending_refund WHERE check_at > ?) AS due
                        ORDER BY check_at LIMIT ?""")
                .params(now(), tooLate(), properties.atOnce())
                .query(String.class)
                .list();
    }

    /**
     * Sets the time of the next look-up of a due refund.
     *
     * @return whether it was due: of several nodes only one looks a refund up
     */
    @Transactional
    boolean claim(String refundKey) {
        return jdbc.sql(
                                "UPDATE payment_pending_refund SET check_at = ? WHERE refund_key = ? AND (check_at <= ? OR check_at > ?)")
                        .params(next(), refundKey, now(), tooLate())
                        .update()
                == 1;
    }

    /** @return whether the refund was pending: of two transactions only one removes it */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean remove(String refundKey) {
        return jdbc.sql("DELETE FROM payment_pending_refund WHERE refund_key = ?")
                        .param(refundKey)
                        .update()
                == 1;
    }

    /** A later time was set before the clock was set back. */
    private OffsetDateTime tooLate() {
        return now().plus(properties.refundCheck().multipliedBy(2));
    }

    private OffsetDateTime next() {
        return now().plus(properties.refundCheck());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    /** A trade must stay until its refunds are complete. */
    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        Set<String> pending = new HashSet<>();
        movements.keysOf(tradingIds).forEach((tradingId, keys) -> {
            if (jdbc.sql("SELECT COUNT(*) FROM payment_pending_refund WHERE refund_key IN (:keys)")
                            .param("keys", keys)
                            .query(Long.class)
                            .single()
                    > 0) {
                pending.add(tradingId);
            }
        });
        return pending;
    }
}
