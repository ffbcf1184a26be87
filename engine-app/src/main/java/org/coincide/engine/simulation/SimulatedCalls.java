package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.SqlParameterValue;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Requests to the simulated provider, with their answers. They are processed in transactions of their own, as at an organization
 * outside: what is done stays done when the server's transaction fails.
 */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedCalls {

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final PaymentSimulationProperties properties;

    SimulatedCalls(JdbcClient jdbc, PlatformTransactionManager transactions, PaymentSimulationProperties properties) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.properties = properties;
    }

    SimulatedCall wanted(String key, String operation, String sourceKey, Amount amount, String token) {
        return new SimulatedCall(
                key,
                operation,
                sourceKey,
                "psp_" + UUID.randomUUID(),
                amount.value(),
                amount.currency(),
                token,
                SimulatedCall.FAILED,
                0);
    }

    /** Processes a request, or fails, or loses the answer; a request with a final answer is not processed again. */
    SimulatedCall perform(SimulatedCall wanted, Supplier<String> work) {
        LockSupport.parkNanos(properties.latency().toNanos());
        SimulatedCall made = own.execute(status -> process(wanted, work));
        TestCard card = TestCard.of(wanted.token());
        if (made.answer().equals(SimulatedCall.FAILED)) {
            throw new ProviderUnavailableException(
                    "The payment provider answered 503 to " + wanted.operation() + " " + wanted.idempotencyKey() + ".");
        }
        if (made.answer().equals(SimulatedCall.APPROVED) && card.losesAnswer(wanted.operation(), made.attempts())) {
            throw new ProviderUnavailableException("The payment provider did not answer in time to "
                    + wanted.operation() + " " + wanted.idempotencyKey() + ": the outcome is unknown.");
        }
        return made;
    }

    private SimulatedCall process(SimulatedCall wanted, Supplier<String> work) {
        Optional<SimulatedCall> earlier = find(wanted.idempotencyKey());
        if (earlier.filter(SimulatedCall::isFinal).isPresent()) {
            return store(wanted.answered(earlier.get().answer()), true);
        }
        int attempt = earlier.map(SimulatedCall::attempts).orElse(0) + 1;
        if (TestCard.of(wanted.token()).fails(wanted.operation(), attempt)) {
            return store(wanted.answered(SimulatedCall.FAILED), earlier.isPresent());
        }
        SimulatedCall made = wanted.answered(work.get());
        return made.isPassing() ? made : store(made, earlier.isPresent());
    }

    Optional<SimulatedCall> find(String key) {
        return jdbc.sql(
                        """
                        SELECT idempotency_key, operation, source_key, reference, amount, currency, token, answer, attempts
                        FROM simulated_provider_call WHERE idempotency_key = ?""")
                .param(key)
                .query(RecordMapper.of(SimulatedCall.class))
                .optional();
    }

    /** The call with this key, unless it failed. */
    Optional<SimulatedCall> found(String key) {
        Optional<SimulatedCall> call = find(key);
        if (call.filter(made -> TestCard.of(made.token()) == TestCard.NEVER_ANSWERS)
                .isPresent()) {
            throw new ProviderUnavailableException("The payment provider answered 503 to the look-up of " + key + ".");
        }
        return call.filter(made -> !made.answer().equals(SimulatedCall.FAILED));
    }

    /** Replaces the answer to all later requests with this key. */
    void answerLater(String key, String answer) {
        jdbc.sql("UPDATE simulated_provider_call SET answer = ? WHERE idempotency_key = ?")
                .params(answer, key)
                .update();
    }

    /** The refunded sum of a capture. */
    BigDecimal refunded(String captureKey) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(SUM(amount), 0) FROM simulated_provider_call
                        WHERE source_key = ? AND operation = 'refund' AND answer IN ('APPROVED', 'PENDING')""")
                .param(captureKey)
                .query(BigDecimal.class)
                .single();
    }

    private SimulatedCall store(SimulatedCall call, boolean known) {
        if (!known) {
            insert(call);
            return call.attempted(1);
        }
        jdbc.sql("UPDATE simulated_provider_call SET answer = ?, attempts = attempts + 1 WHERE idempotency_key = ?")
                .params(call.answer(), call.idempotencyKey())
                .update();
        return find(call.idempotencyKey()).orElseThrow();
    }

    private void insert(SimulatedCall call) {
        jdbc.sql(
                        """
                        INSERT INTO simulated_provider_call (idempotency_key, operation, authorization_reference, source_key,
                          reference, amount, currency, token, answer, attempts)
                        VALUES (?, ?, (SELECT c.reference FROM simulated_provider_call c WHERE c.idempotency_key = ?),
                          ?, ?, ?, ?, ?, ?, 1)""")
                .params(
                        call.idempotencyKey(),
                        call.operation(),
                        text(keyOfAuthorization(call)),
                        text(call.sourceKey()),
                        call.reference(),
                        call.amount(),
                        call.currency(),
                        text(call.token()),
                        call.answer())
                .update();
    }

    /** With its type also if it is null: PostgreSQL's driver prepares a statement again whenever the type of a parameter changes. */
    private static SqlParameterValue text(String nullable) {
        return new SqlParameterValue(Types.VARCHAR, nullable);
    }

    /** The key of the authorization that the call draws on; null if there is none. */
    private static String keyOfAuthorization(SimulatedCall call) {
        boolean ofAuthorization = call.operation().equals(SimulatedCall.CAPTURE)
                || call.operation().equals(SimulatedCall.VOID);
        return ofAuthorization ? call.sourceKey() : null;
    }
}
