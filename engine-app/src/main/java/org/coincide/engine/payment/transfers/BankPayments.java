package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Transfers that the bank has reported, with or without an invoice. */
@Repository
class BankPayments implements TradeTables, ExpiredRows {

    /** Reported payment, and its outcome. */
    record Known(
            String transactionId, String reference, BigDecimal amount, String currency, AllocationOutcome outcome) {

        BankPayment payment() {
            return new BankPayment(transactionId, reference, amount, currency);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final RetentionProperties retention;

    BankPayments(JdbcClient jdbc, Clock clock, RetentionProperties retention) {
        this.retention = retention;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Optional<Known> find(String transactionId) {
        return jdbc.sql(
                        "SELECT transaction_id, reference, amount, currency, outcome FROM bank_payment WHERE transaction_id = ?")
                .param(transactionId)
                .query(RecordMapper.of(Known.class))
                .optional();
    }

    /**
     * Stores a payment.
     *
     * @param taken the part that was booked to an invoice
     * @param tradingId of the invoice's trade; null if there is none
     */
    @Transactional(propagation = Propagation.MANDATORY)
    void add(BankPayment payment, AllocationOutcome outcome, BigDecimal taken, String tradingId) {
        jdbc.sql(
                        """
                        INSERT INTO bank_payment (transaction_id, reference, amount, currency, outcome, taken, trading_id, reported_at)
                        VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        payment.transactionId(),
                        payment.reference(),
                        payment.amount(),
                        payment.currency(),
                        outcome.name(),
                        taken,
                        tradingId,
                        clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("bank_payment"));
    }

    /** Removes transfers that belong to no trade, as old as removed trades. No trade's removal would end them. */
    @Override
    public int removeExpired(Instant now, int limit, Removal removal) {
        return removal.remove(
                "bank_payment",
                "transaction_id",
                jdbc.sql("SELECT transaction_id FROM bank_payment WHERE trading_id IS NULL AND reported_at < ? LIMIT ?")
                        .params(now.minus(retention.trades()).atOffset(ZoneOffset.UTC), limit)
                        .query(String.class)
                        .list());
    }
}
