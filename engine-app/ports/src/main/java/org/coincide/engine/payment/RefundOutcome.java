package org.coincide.engine.payment;

/** Outcome of a refund, by a payment provider or a bank. */
public sealed interface RefundOutcome {

    /**
     * The money has been returned.
     *
     * @param reference the provider's identifier of the refund
     */
    record Refunded(String reference) implements RefundOutcome {}

    /**
     * The refund is accepted but not complete. It can still fail days later; the adapter then reports that it changed, and the server
     * looks the refund up. The server also looks it up by itself ({@code coincide.payment.refund-check}).
     *
     * @param reference the provider's identifier of the refund
     */
    record Pending(String reference) implements RefundOutcome {}

    /**
     * The refund has failed for good. A task asks accounting to return the money another way.
     *
     * @param reference the provider's identifier of the refund; null if there is none
     * @param code the provider's reason
     */
    record Failed(String reference, String code) implements RefundOutcome {}
}
