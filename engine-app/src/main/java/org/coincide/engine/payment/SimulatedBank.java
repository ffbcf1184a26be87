package org.coincide.engine.payment;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** A bank whose customers pay every invoice after a while. */
@Component
class SimulatedBank implements Bank {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedBank.class);

    private record Transfer(String reference, String tradingId, BigDecimal amount) {}

    private final JdbcClient jdbc;
    private final Clock clock;
    private final BankReports reports;
    private final SimulationSettings settings;

    SimulatedBank(JdbcClient jdbc, Clock clock, BankReports reports, SimulationSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.reports = reports;
        this.settings = settings;
    }

    @Override
    public void expect(String invoiceReference, String tradingId, BigDecimal amount, String currency) {
        boolean known = jdbc.sql("SELECT COUNT(*) FROM simulated_bank_transfer WHERE reference = ?")
                        .param(invoiceReference)
                        .query(Long.class)
                        .single()
                > 0;
        if (!known) {
            jdbc.sql(
                            """
                            INSERT INTO simulated_bank_transfer (reference, trading_id, amount, currency, due_at, reported)
                            VALUES (?, ?, ?, ?, ?, FALSE)""")
                    .params(
                            invoiceReference,
                            tradingId,
                            amount,
                            currency,
                            clock.instant().plus(settings.invoicePaidAfter()).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void reportDue() {
        jdbc.sql(
                        """
                        SELECT reference, trading_id, amount FROM simulated_bank_transfer
                        WHERE reported = FALSE AND due_at <= ? ORDER BY due_at LIMIT ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), settings.atOnce())
                .query(Transfer.class)
                .list()
                .forEach(this::report);
    }

    private void report(Transfer transfer) {
        try {
            reports.received(transfer.reference(), transfer.tradingId(), transfer.amount());
            jdbc.sql("UPDATE simulated_bank_transfer SET reported = TRUE WHERE reference = ?")
                    .param(transfer.reference())
                    .update();
        } catch (MismatchingMessageCorrelationException notYet) {
            LOG.debug("The payment of {} is not waited for yet; it is reported again.", transfer.reference());
        }
    }
}
