package org.coincide.engine.acceptance;

import java.time.Duration;
import java.util.List;

/** The outcome of an order's acceptance. */
public sealed interface Acceptance {

    /**
     * The order is a trade.
     *
     * @param duplicate whether the same order had been accepted before; the answer repeats the first one
     */
    record Accepted(String tradingId, boolean duplicate) implements Acceptance {}

    /** The client has already used this order reference for a different order, which stays unchanged. */
    record Conflicting(String tradingId) implements Acceptance {}

    /**
     * The client has used up its quota; nothing is stored, and the same order can be sent again later.
     *
     * @param retryAfter time until the quota allows another order; null if nobody knows
     */
    record OverQuota(Refusal reason, Duration retryAfter) implements Acceptance {}

    /** The order violates a policy; nothing is stored. */
    record Refused(List<Refusal> reasons) implements Acceptance {}
}
