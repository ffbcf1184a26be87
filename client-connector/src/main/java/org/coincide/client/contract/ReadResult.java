package org.coincide.client.contract;

/** Result of reading a message's body. */
public sealed interface ReadResult {

    /** The body is a message of the contract. */
    record Valid(TradingMessage message) implements ReadResult {}

    /**
     * The sender is not the server, or cannot be verified; the body was not interpreted.
     *
     * @param reason text for the warning
     * @param header the identifiers that could be extracted, for people only
     */
    record Untrusted(Fault fault, String reason, UnverifiedHeader header) implements ReadResult {}

    /** Fault of a signature or of a sender. */
    enum Fault {
        UNSIGNED,
        BAD_SIGNATURE,
        UNKNOWN_KEY
    }

    /**
     * The body is not a message of the contract.
     *
     * @param reason text for the warning
     * @param header the identifiers that could be extracted
     */
    record Invalid(String reason, UnverifiedHeader header) implements ReadResult {}
}
