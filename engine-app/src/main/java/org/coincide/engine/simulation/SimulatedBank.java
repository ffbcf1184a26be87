package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.RefundOutcome.Refunded;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.bank.BankEvent;
import org.coincide.engine.payment.bank.BankEvents;
import org.coincide.engine.payment.bank.ExpectedTransfer;
import org.coincide.engine.payment.bank.TransferRefundRequest;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Bank whose customers pay every invoice after a while, except for orders with the token {@value #NEVER_PAYS}: their payments are
 * reported by hand, at {@code /api/bank}.
 */
@Component
@ConditionalOnSimulatedBank
class SimulatedBank implements Bank {

    private static final String NEVER_PAYS = "tok_never_pays";

    private record Transfer(String reference, String transactionId, BigDecimal amount, String currency) {

        BankEvent event() {
            return new BankEvent.TransferReceived(transactionId, reference, new Amount(amount, currency));
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final BankEvents events;
    private final PaymentSimulationProperties properties;
    private final Poll poll;

    SimulatedBank(
            JdbcClient jdbc, Clock clock, BankEvents events, PaymentSimulationProperties properties, Polls polls) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.events = events;
        this.properties = properties;
        this.poll = polls.create();
    }

    @Override
    public String name() {
        return "Simulated Bank";
    }

    @Override
    public void expect(ExpectedTransfer transfer) {
        if (!transfer.token().equals(NEVER_PAYS)) {
            jdbc.sql(
                            """
                            INSERT INTO simulated_bank_transfer (reference, transaction_id, trading_id, amount, currency, due_at,
                              reported)
                            SELECT CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS VARCHAR(4000)), CAST(? AS NUMERIC(20, 4)),
                              CAST(? AS VARCHAR(4000)), CAST(? AS TIMESTAMP WITH TIME ZONE), FALSE
                            FROM (VALUES (0)) AS one (number)
                            WHERE NOT EXISTS (SELECT reference FROM simulated_bank_transfer WHERE reference = ?)""")
                    .params(
                            transfer.reference(),
                            "SIM-" + transfer.reference(),
                            transfer.tradingId(),
                            transfer.amount().value(),
                            transfer.amount().currency(),
                            clock.instant().plus(properties.invoicePaidAfter()).atOffset(ZoneOffset.UTC),
                            transfer.reference())
                    .update();
        }
    }

    @Override
    public RefundOutcome refund(TransferRefundRequest request) {
        if (!isRefunded(request)) {
            jdbc.sql(
                            "INSERT INTO simulated_bank_payback (idempotency_key, trading_id, amount, currency) VALUES (?, ?, ?, ?)")
                    .params(
                            request.key(),
                            request.tradingId(),
                            request.amount().value(),
                            request.amount().currency())
                    .update();
        }
        return new Refunded(request.key());
    }

    @Override
    public Optional<RefundOutcome> findRefund(TransferRefundRequest request, String reference) {
        return isRefunded(request) ? Optional.of(new Refunded(request.key())) : Optional.empty();
    }

    private boolean isRefunded(TransferRefundRequest request) {
        return count("simulated_bank_payback WHERE idempotency_key = ?", request.key()) > 0;
    }

    private long count(String rows, String key) {
        return jdbc.sql("SELECT COUNT(*) FROM " + rows)
                .param(key)
                .query(Long.class)
                .single();
    }

    /** A payment that is due after twice the time that the settings allow was planned before the clock was set back, and is due, too. */
    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void reportDue() {
        if (!poll.isDue()) {
            return;
        }
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        jdbc.sql(
                        """
                        SELECT reference, transaction_id, amount, currency FROM (
                          SELECT * FROM simulated_bank_transfer WHERE reported = FALSE AND due_at <= ?
                          UNION ALL SELECT * FROM simulated_bank_transfer WHERE reported = FALSE AND due_at > ?) AS due
                        ORDER BY due_at LIMIT ?""")
                .params(now, now.plus(properties.invoicePaidAfter().multipliedBy(2)), properties.atOnce())
                .query(RecordMapper.of(Transfer.class))
                .list()
                .forEach(this::report);
    }

    private void report(Transfer transfer) {
        poll.again();
        if (events.report(transfer.event()).isFinal()) {
            jdbc.sql("UPDATE simulated_bank_transfer SET reported = TRUE WHERE reference = ?")
                    .param(transfer.reference())
                    .update();
        }
    }
}
