package org.coincide.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import javax.sql.DataSource;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.provider.AuthorizationRequest;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentProvider;
import org.coincide.engine.payment.provider.PaymentProviderContract;
import org.coincide.engine.polling.EagerPolls;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SimulatedProviderContractTest {

    abstract static class Simulated extends PaymentProviderContract {

        private final PaymentSimulationProperties properties;
        private final DataSource database = SimulationDatabase.create();
        private final JdbcClient jdbc = JdbcClient.create(database);
        private final JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        private final SimulatedCalls calls;
        private final SimulatedProviderLedger ledger = new SimulatedProviderLedger(jdbc);
        private final SimulatedConfirmations confirmations;
        private final SimulatedReports reports;
        private SimulatedProvider provider;

        Simulated(CaptureSupport captures) {
            properties = SimulationDatabase.properties(captures);
            calls = new SimulatedCalls(jdbc, transactions, properties);
            confirmations = new SimulatedConfirmations(jdbc, Clock.systemUTC(), properties);
            reports = new SimulatedReports(jdbc, Clock.systemUTC(), properties);
        }

        @BeforeEach
        void start() {
            provider = new SimulatedProvider(calls, ledger, confirmations, reports, properties);
        }

        @Override
        protected PaymentProvider provider() {
            return provider;
        }

        @Override
        protected String approvedToken() {
            return "tok_ok";
        }

        @Override
        protected String declinedToken() {
            return "tok_declined";
        }

        @Override
        protected String tokenWithLostResponse() {
            return "tok_timeout";
        }

        @Override
        protected Optional<String> tokenWithConfirmation() {
            return Optional.of("tok_confirm");
        }

        @Override
        protected Optional<String> tokenThatExpires() {
            return Optional.of("tok_expired");
        }

        @Override
        protected Optional<String> tokenWithFailingRefund() {
            return Optional.of("tok_refund_returned");
        }

        @Override
        protected Optional<String> tokenWithDispute() {
            return Optional.of("tok_disputed");
        }

        @Override
        protected long authorizedMinorUnits(AuthorizationRequest request, String reference) {
            BigDecimal amount = jdbc.sql("SELECT amount FROM simulated_authorization WHERE reference = ?")
                    .param(reference)
                    .query(BigDecimal.class)
                    .single();
            assertThat(amount).isNotNull();
            return new Amount(amount, request.amount().currency()).minorUnits();
        }

        @Override
        protected void deliverEvents(PaymentEvents to) {
            new SimulatedCardHolders(confirmations, ledger, calls, to, transactions, EagerPolls.polls()).act();
            new SimulatedReporter(reports, calls, to, EagerPolls.polls()).reportDue();
        }
    }

    @Nested
    class CapturedInParts extends Simulated {
        CapturedInParts() {
            super(CaptureSupport.IN_PARTS);
        }
    }

    @Nested
    class CapturedOnce extends Simulated {
        CapturedOnce() {
            super(CaptureSupport.ONCE);
        }
    }
}
