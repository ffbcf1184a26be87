package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Transfers that the bank has reported, with or without an invoice. */
@Repository
class BankPayments implements TradeTables {

    /** Reported payment, and its outcome. */
    record Known(
            String transactionId, String reference, BigDecimal amount, String currency, AllocationOutcome outcome) {

        BankPayment payment() {
            return new BankPayment(transactionId, reference, amount, currency);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;

    BankPayments(JdbcClient jdbc, Clock clock) {
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
}
