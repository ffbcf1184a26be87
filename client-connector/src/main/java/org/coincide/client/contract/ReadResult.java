package org.coincide.client.contract;

/** Result of reading a message's body. */
public sealed interface ReadResult {

    /** The body is a message of the contract. */
    record Valid(TradingMessage message) implements ReadResult {}

    /**
     * The body is not a message of the contract.
     *
     * @param reason text for the warning
     * @param header the identifiers that could be extracted
     */
    record Invalid(String reason, UnverifiedHeader header) implements ReadResult {}
}
