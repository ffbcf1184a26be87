package org.coincide.client.settlement;

/** Result of a person's decision. */
sealed interface SettlementResult {

    record Settled(Settlement settlement) implements SettlementResult {}

    /** There is no such warning, or its message has left the quarantine. */
    record Unknown() implements SettlementResult {}

    /** The decision is not possible. */
    record Refused(String reason) implements SettlementResult {}
}
