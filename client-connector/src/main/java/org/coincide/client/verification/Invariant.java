package org.coincide.client.verification;

import java.util.Optional;

/**
 * What must hold between quantities, amounts and statuses.
 *
 * @param id as {@code transitions.json} names it; those that compare with what is stored have names of our own
 */
record Invariant(String id, Check check) {

    /** Says what contradicts what; empty where nothing does. */
    @FunctionalInterface
    interface Check {
        Optional<String> broken(TradeTransition step);
    }

    Optional<String> brokenBy(TradeTransition step) {
        return check.broken(step).map(text -> id + ": " + text);
    }
}
