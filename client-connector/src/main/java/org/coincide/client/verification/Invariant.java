package org.coincide.client.verification;

import java.util.Optional;

/**
 * Invariant of quantities, amounts and statuses.
 *
 * @param id the identifier in {@code transitions.json}; invariants that compare with the ledger have identifiers of their own
 */
record Invariant(String id, Check check) {

    /** Returns a description of the violation; empty if the invariant holds. */
    @FunctionalInterface
    interface Check {
        Optional<String> violation(TradeTransition change);
    }

    Optional<String> violatedBy(TradeTransition change) {
        return check.violation(change).map(text -> id + ": " + text);
    }
}
