package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.List;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.Trade;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Amounts to refund, by purpose: a return, a consignment or the whole trade. The process {@code payment-refund} pays them back. */
@Repository
public class Refunds implements TradeTables {

    /** The purpose of a refund of everything that a trade has paid. */
    public static final String WHOLE = "whole";

    private final JdbcClient jdbc;
    private final Movements movements;
    private final MovementIntents intents;

    Refunds(JdbcClient jdbc, Movements movements, MovementIntents intents) {
        this.jdbc = jdbc;
        this.movements = movements;
        this.intents = intents;
    }

    /** Returns whether a purpose is the number of a consignment, which will never arrive. */
    public static boolean isConsignment(String purpose) {
        return purpose.matches("\\d+");
    }

    /**
     * Stops the payment of a consignment, and withdraws its invoice.
     *
     * @throws IllegalStateException while the outcome of a capture for the consignment is unknown; the job retries
     */
    public void giveUp(Trade trade, String consignment) {
        List<Movement> undecided = intents.toGiveUp(trade.tradingId(), consignment);
        if (!undecided.isEmpty()) {
            throw new IllegalStateException("The outcome of " + undecided.get(0).idempotencyKey()
                    + " is unknown. The refund waits for it; the job retries.");
        }
    }

    /**
     * Fixes the amount to refund for a purpose. A repeated call for the same purpose changes nothing.
     *
     * @param purpose number of a return, which the process names in {@code refund}; at most 80 characters
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void promise(String tradingId, String purpose, BigDecimal amount) {
        boolean known = jdbc.sql("SELECT COUNT(*) FROM payment_refund WHERE trading_id = ? AND part = ?")
                        .params(tradingId, purpose)
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            jdbc.sql("INSERT INTO payment_refund (trading_id, part, amount) VALUES (?, ?, ?)")
                    .params(tradingId, purpose, amount)
                    .update();
        }
    }

    /** The amount of a trade that can still be refunded. */
    public BigDecimal refundable(String tradingId) {
        List<Movement> all = movements.of(tradingId);
        return all.stream()
                .map(capture -> MovementIntents.refundable(capture, all))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The amount to refund for a purpose: as fixed by {@link #promise}, else the amount paid for the consignment of that number. */
    public BigDecimal amountOf(Trade trade, String purpose) {
        List<Movement> all = movements.of(trade.tradingId());
        BigDecimal begun = all.stream()
                .filter(movement -> movement.kind() == Kind.REFUND && purpose.equals(movement.part()))
                .map(Movement::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        if (begun.signum() > 0) {
            return begun;
        }
        return jdbc.sql("SELECT amount FROM payment_refund WHERE trading_id = ? AND part = ?")
                .params(trade.tradingId(), purpose)
                .query(BigDecimal.class)
                .optional()
                .orElseGet(() -> all.stream()
                        .filter(capture -> purpose.equals(WHOLE) || purpose.equals(capture.part()))
                        .map(capture -> MovementIntents.refundable(capture, all))
                        .reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("payment_refund"));
    }
}
