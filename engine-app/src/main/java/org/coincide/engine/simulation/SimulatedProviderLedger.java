package org.coincide.engine.simulation;

import java.math.BigDecimal;
import java.util.Optional;
import org.coincide.engine.trade.Identifiers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The simulated provider's own books: authorizations, and every call with its answer. */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedProviderLedger {

    static final String AUTHORIZE = "authorize";
    static final String CAPTURE = "capture";
    static final String VOID = "void";
    static final String REFUND = "refund";

    static final String APPROVED = "APPROVED";
    static final String DECLINED = "DECLINED";
    static final String FAILED = "FAILED";
    static final String UNCONFIRMED = "UNCONFIRMED";

    /** @param state OPEN, UNCONFIRMED, EXPIRED, DECLINED or CLOSED */
    record Authorization(
            String authorizationKey,
            String reference,
            String token,
            BigDecimal amount,
            String currency,
            BigDecimal captured,
            String state) {}

    /** @param sourceKey the authorization of a capture or a closing, the capture of a refund */
    record Call(
            String idempotencyKey,
            String operation,
            String sourceKey,
            String reference,
            BigDecimal amount,
            String currency,
            String token,
            String answer,
            int attempts) {}

    private final JdbcClient jdbc;
    private final Identifiers identifiers;

    SimulatedProviderLedger(JdbcClient jdbc, Identifiers identifiers) {
        this.jdbc = jdbc;
        this.identifiers = identifiers;
    }

    String newReference() {
        return "psp_" + identifiers.next();
    }

    /** The authorization; until the transaction ends nobody else changes it. */
    Optional<Authorization> lock(String authorizationKey) {
        jdbc.sql("UPDATE simulated_authorization SET captured = captured WHERE authorization_key = ?")
                .param(authorizationKey)
                .update();
        return jdbc.sql(
                        """
                        SELECT authorization_key, reference, token, amount, currency, captured, state
                        FROM simulated_authorization WHERE authorization_key = ?""")
                .param(authorizationKey)
                .query(Authorization.class)
                .optional();
    }

    boolean knowsMerchantReference(String merchantReference) {
        return jdbc.sql("SELECT COUNT(*) FROM simulated_authorization WHERE merchant_reference = ?")
                        .param(merchantReference)
                        .query(Long.class)
                        .single()
                > 0;
    }

    void add(Authorization authorization, String merchantReference) {
        jdbc.sql(
                        """
                        INSERT INTO simulated_authorization (authorization_key, merchant_reference, reference, token, amount,
                          currency, captured, state) VALUES (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        authorization.authorizationKey(),
                        merchantReference,
                        authorization.reference(),
                        authorization.token(),
                        authorization.amount(),
                        authorization.currency(),
                        authorization.captured(),
                        authorization.state())
                .update();
    }

    void captured(Authorization authorization, BigDecimal amount) {
        jdbc.sql("UPDATE simulated_authorization SET captured = captured + ? WHERE authorization_key = ?")
                .params(amount, authorization.authorizationKey())
                .update();
    }

    void close(Authorization authorization) {
        become(authorization, "CLOSED");
    }

    void become(Authorization authorization, String state) {
        jdbc.sql("UPDATE simulated_authorization SET state = ? WHERE authorization_key = ?")
                .params(state, authorization.authorizationKey())
                .update();
    }

    Optional<Call> call(String key) {
        return jdbc.sql(
                        """
                        SELECT idempotency_key, operation, source_key, reference, amount, currency, token, answer, attempts
                        FROM simulated_provider_call WHERE idempotency_key = ?""")
                .param(key)
                .query(Call.class)
                .optional();
    }

    /** What is answered from now on to whoever asks what became of a call. */
    void answerLater(String key, String answer) {
        jdbc.sql("UPDATE simulated_provider_call SET answer = ? WHERE idempotency_key = ?")
                .params(answer, key)
                .update();
    }

    /** What was refunded of a capture. */
    BigDecimal refunded(String captureKey) {
        return jdbc.sql(
                        """
                        SELECT COALESCE(SUM(amount), 0) FROM simulated_provider_call
                        WHERE source_key = ? AND operation = 'refund' AND answer = 'APPROVED'""")
                .param(captureKey)
                .query(BigDecimal.class)
                .single();
    }

    /** Books a call; one that is known already gets this answer and one attempt more. */
    Call book(Call call, String authorizationReference) {
        Optional<Call> earlier = call(call.idempotencyKey());
        if (earlier.isPresent()) {
            jdbc.sql("UPDATE simulated_provider_call SET answer = ?, attempts = attempts + 1 WHERE idempotency_key = ?")
                    .params(call.answer(), call.idempotencyKey())
                    .update();
        } else {
            insert(call, authorizationReference);
        }
        return call(call.idempotencyKey()).orElseThrow();
    }

    private void insert(Call call, String authorizationReference) {
        jdbc.sql(
                        """
                        INSERT INTO simulated_provider_call (idempotency_key, operation, authorization_reference, source_key,
                          reference, amount, currency, token, answer, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 1)""")
                .params(
                        call.idempotencyKey(),
                        call.operation(),
                        authorizationReference,
                        call.sourceKey(),
                        call.reference(),
                        call.amount(),
                        call.currency(),
                        call.token(),
                        call.answer())
                .update();
    }
}
