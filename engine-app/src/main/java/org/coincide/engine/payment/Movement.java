package org.coincide.engine.payment;

import java.math.BigDecimal;

/**
 * One request to move money and what came of it.
 *
 * @param amount in {@code currency}
 * @param providerReference null until it is done
 */
record Movement(
        String idempotencyKey,
        String tradingId,
        Kind kind,
        State state,
        BigDecimal amount,
        String currency,
        String providerReference) {

    enum Kind {
        AUTHORIZE,
        CAPTURE,
        VOID,
        INVOICE,
        REFUND
    }

    enum State {
        REQUESTED,
        DONE,
        DECLINED
    }
}
