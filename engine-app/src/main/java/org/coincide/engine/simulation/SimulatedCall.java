package org.coincide.engine.simulation;

import java.math.BigDecimal;

/**
 * Request to the simulated provider, and its answer.
 *
 * @param sourceKey the authorization of a capture or a release, the capture of a refund; else null
 */
record SimulatedCall(
        String idempotencyKey,
        String operation,
        String sourceKey,
        String reference,
        BigDecimal amount,
        String currency,
        String token,
        String answer,
        int attempts) {

    static final String AUTHORIZE = "authorize";
    static final String CAPTURE = "capture";
    static final String VOID = "void";
    static final String REFUND = "refund";

    static final String APPROVED = "APPROVED";
    static final String DECLINED = "DECLINED";
    /** Of a refund: accepted, not complete. */
    static final String PENDING = "PENDING";
    /** Of a refund: failed after it was accepted. */
    static final String RETURNED = "RETURNED";
    /** The provider failed without having done anything. */
    static final String FAILED = "FAILED";

    static final String UNCONFIRMED = "UNCONFIRMED";
    static final String EXPIRED = "EXPIRED";
    static final String CLOSED = "CLOSED";

    /** Returns whether a repeated request gets the same answer. */
    boolean isFinal() {
        return answer.equals(APPROVED) || answer.equals(DECLINED) || answer.equals(PENDING) || answer.equals(RETURNED);
    }

    /** Returns whether a repeated request can get another answer, so that the answer is not stored. */
    boolean isPassing() {
        return answer.equals(EXPIRED) || answer.equals(CLOSED);
    }

    SimulatedCall attempted(int times) {
        return new SimulatedCall(
                idempotencyKey, operation, sourceKey, reference, amount, currency, token, answer, times);
    }

    SimulatedCall answered(String given) {
        return new SimulatedCall(
                idempotencyKey, operation, sourceKey, reference, amount, currency, token, given, attempts);
    }
}
