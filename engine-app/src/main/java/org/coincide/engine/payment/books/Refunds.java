package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.util.List;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.trade.Trade;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Amounts to refund, by purpose: a return, a consignment or the whole trade. The process {@code payment-refund} pays them back. */
@Repository
public class Refunds {

    /** The purpose of giving back all that a trade has paid. */
    public static final String WHOLE = "whole";

    private final JdbcClient jdbc;
    private final Movements movements;
    private final MovementIntents intents;

    Refunds(JdbcClient jdbc, Movements movements, MovementIntents intents) {
        this.jdbc = jdbc;
        this.movements = movements;
        this.intents = intents;
    }

    /** A purpose that is a number is a consignment's: it will never arrive. */
    public static boolean isConsignment(String purpose) {
        return purpose.matches("\\d+");
    }

    /**
     * Asks for no more money for a consignment, and withdraws its invoice.
     *
     * @throws IllegalStateException while nobody knows what became of a capture for it: then the job tries again
     */
    public void giveUp(Trade trade, String consignment) {
        List<Movement> undecided = intents.toGiveUp(trade.tradingId(), consignment);
        if (!undecided.isEmpty()) {
            throw new IllegalStateException("Nobody knows yet what became of "
                    + undecided.get(0).idempotencyKey() + ": wait until it is known.");
        }
    }

    /**
     * Fixes, in the caller's transaction, what is to be given back for a purpose; the second time for the same purpose
     * changes nothing.
     *
     * @param purpose a return's number, as the process then names it in {@code refund}; at most 80 characters
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

    /** What of a trade's money could still be given back. */
    public BigDecimal refundable(String tradingId) {
        List<Movement> all = movements.of(tradingId);
        return all.stream()
                .map(capture -> MovementIntents.refundable(capture, all))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** What is to be given back for a purpose: what was promised, else what was paid for the consignment of that number. */
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
}
