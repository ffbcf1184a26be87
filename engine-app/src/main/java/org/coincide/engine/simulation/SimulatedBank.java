package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.books.PaymentMethods;
import org.coincide.engine.payment.transfers.BankPayment;
import org.coincide.engine.payment.transfers.BankReports;
import org.coincide.engine.payment.transfers.BankResource;
import org.coincide.engine.trade.Trades;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * A bank whose customers pay every invoice after a while, but for those whose order names the token {@value #NEVER_PAYS}: for
 * them whoever tries the server out reports payments as the bank does, see {@link BankResource}.
 */
@Component
@ConditionalOnSimulatedBank
class SimulatedBank implements Bank {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedBank.class);
    private static final String NEVER_PAYS = "tok_never_pays";

    private record Transfer(String reference, String transactionId, BigDecimal amount, String currency) {

        BankPayment payment() {
            return new BankPayment(transactionId, reference, amount, currency);
        }
    }

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Trades trades;
    private final PaymentMethods means;
    private final BankReports reports;
    private final PaymentSimulationProperties settings;

    SimulatedBank(
            JdbcClient jdbc,
            Clock clock,
            Trades trades,
            PaymentMethods means,
            BankReports reports,
            PaymentSimulationProperties settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.trades = trades;
        this.means = means;
        this.reports = reports;
        this.settings = settings;
    }

    @Override
    public void expect(String invoiceReference, String tradingId, BigDecimal amount, String currency) {
        boolean known = count("simulated_bank_transfer WHERE reference = ?", invoiceReference) > 0;
        boolean pays = trades.find(tradingId)
                .filter(trade -> !means.tokenOf(trade).equals(NEVER_PAYS))
                .isPresent();
        if (!known && pays) {
            jdbc.sql(
                            """
                            INSERT INTO simulated_bank_transfer (reference, transaction_id, trading_id, amount, currency, due_at,
                              reported) VALUES (?, ?, ?, ?, ?, ?, FALSE)""")
                    .params(
                            invoiceReference,
                            "SIM-" + invoiceReference,
                            tradingId,
                            amount,
                            currency,
                            clock.instant().plus(settings.invoicePaidAfter()).atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    @Override
    public void payBack(String key, String tradingId, BigDecimal amount, String currency) {
        if (count("simulated_bank_payback WHERE idempotency_key = ?", key) == 0) {
            jdbc.sql(
                            "INSERT INTO simulated_bank_payback (idempotency_key, trading_id, amount, currency) VALUES (?, ?, ?, ?)")
                    .params(key, tradingId, amount, currency)
                    .update();
        }
    }

    private long count(String rows, String key) {
        return jdbc.sql("SELECT COUNT(*) FROM " + rows)
                .param(key)
                .query(Long.class)
                .single();
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void reportDue() {
        jdbc.sql(
                        """
                        SELECT reference, transaction_id, amount, currency FROM simulated_bank_transfer
                        WHERE reported = FALSE AND due_at <= ? ORDER BY due_at LIMIT ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), settings.atOnce())
                .query(Transfer.class)
                .list()
                .forEach(this::report);
    }

    private void report(Transfer transfer) {
        BankReports.Taken taken = reports.take(transfer.payment());
        LOG.debug("The payment of {} is {}.", transfer.reference(), taken.outcome());
        jdbc.sql("UPDATE simulated_bank_transfer SET reported = TRUE WHERE reference = ?")
                .param(transfer.reference())
                .update();
    }
}
