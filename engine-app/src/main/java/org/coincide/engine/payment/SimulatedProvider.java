package org.coincide.engine.payment;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.coincide.engine.trade.Identifiers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A payment provider for trying things out. It keeps books of its own, in transactions of its own, as a company elsewhere
 * would: what it has done stays done when our transaction fails. The card's token says how it behaves, see {@link Behaviour}.
 */
@Component
class SimulatedProvider implements PaymentProvider {

    private enum Behaviour {
        /** Any token that is none of the others. */
        APPROVES(""),
        DECLINES("tok_declined"),
        /** Authorizes, and the first answer is lost. */
        TIMES_OUT_AFTER_EFFECT("tok_timeout"),
        /** Captures, and the first answer is lost. */
        CAPTURE_TIMES_OUT_AFTER_EFFECT("tok_capture_timeout"),
        /** Fails twice without doing anything, at each operation, then works. */
        FAILS_TWICE("tok_flaky"),
        /** Is never there. */
        NEVER_ANSWERS("tok_unavailable");

        private final String token;

        Behaviour(String token) {
            this.token = token;
        }

        static Behaviour of(String token) {
            for (Behaviour behaviour : values()) {
                if (behaviour != APPROVES && behaviour.token.equals(token)) {
                    return behaviour;
                }
            }
            return APPROVES;
        }

        boolean losesFirstAnswerOf(String operation) {
            return this == TIMES_OUT_AFTER_EFFECT && operation.equals("authorize")
                    || this == CAPTURE_TIMES_OUT_AFTER_EFFECT && operation.equals("capture");
        }
    }

    private record Call(String reference, String answer, int attempts, String token) {}

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Identifiers identifiers;
    private final SimulationSettings settings;

    SimulatedProvider(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Identifiers identifiers,
            SimulationSettings settings) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.identifiers = identifiers;
        this.settings = settings;
    }

    @Override
    public Answer authorize(String idempotencyKey, BigDecimal amount, String currency, String token) {
        return answer(idempotencyKey, "authorize", null, amount, currency, token);
    }

    @Override
    public Answer capture(String idempotencyKey, String authorizationReference, BigDecimal amount, String currency) {
        return answer(
                idempotencyKey, "capture", authorizationReference, amount, currency, tokenOf(authorizationReference));
    }

    @Override
    public Answer voidAuthorization(String idempotencyKey, String authorizationReference) {
        return answer(
                idempotencyKey,
                "void",
                authorizationReference,
                BigDecimal.ZERO,
                "XXX",
                tokenOf(authorizationReference));
    }

    private Answer answer(
            String key, String operation, String authorization, BigDecimal amount, String currency, String token) {
        LockSupport.parkNanos(settings.latency().toNanos());
        Call call = own.execute(status -> book(key, operation, authorization, amount, currency, token));
        Behaviour behaviour = Behaviour.of(token);
        if (call.answer().equals("FAILED")) {
            throw new ProviderUnavailableException(
                    "The payment provider answered 503 to " + operation + " " + key + ".");
        }
        if (behaviour.losesFirstAnswerOf(operation) && call.attempts() == 1) {
            throw new ProviderUnavailableException("The payment provider did not answer in time to " + operation + " "
                    + key + ": it may have been done.");
        }
        return call.answer().equals("DECLINED")
                ? new Answer.Declined("card_declined")
                : new Answer.Approved(call.reference());
    }

    private Call book(
            String key, String operation, String authorization, BigDecimal amount, String currency, String token) {
        Optional<Call> earlier = find(key);
        int attempts = earlier.map(Call::attempts).orElse(0) + 1;
        String answer = earlier.map(Call::answer)
                .filter(known -> !known.equals("FAILED"))
                .orElse(decide(token, attempts));
        if (earlier.isPresent()) {
            jdbc.sql("UPDATE simulated_provider_call SET answer = ?, attempts = ? WHERE idempotency_key = ?")
                    .params(answer, attempts, key)
                    .update();
            return new Call(earlier.get().reference(), answer, attempts, token);
        }
        String reference = "psp_" + identifiers.next();
        jdbc.sql(
                        """
                        INSERT INTO simulated_provider_call (idempotency_key, operation, authorization_reference, reference,
                          amount, currency, token, answer, attempts) VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1)""")
                .params(key, operation, authorization, reference, amount, currency, token, answer)
                .update();
        return new Call(reference, answer, 1, token);
    }

    private static String decide(String token, int attempts) {
        return switch (Behaviour.of(token)) {
            case DECLINES -> "DECLINED";
            case FAILS_TWICE -> attempts <= 2 ? "FAILED" : "APPROVED";
            case NEVER_ANSWERS -> "FAILED";
            default -> "APPROVED";
        };
    }

    private Optional<Call> find(String key) {
        return jdbc.sql(
                        "SELECT reference, answer, attempts, token FROM simulated_provider_call WHERE idempotency_key = ?")
                .param(key)
                .query(Call.class)
                .optional();
    }

    private String tokenOf(String authorizationReference) {
        return jdbc.sql("SELECT token FROM simulated_provider_call WHERE reference = ?")
                .param(authorizationReference)
                .query(String.class)
                .single();
    }
}
