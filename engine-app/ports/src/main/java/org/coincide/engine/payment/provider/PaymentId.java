package org.coincide.engine.payment.provider;

/**
 * Identity of a payment, a capture or a refund in a report: the server's idempotency key or the provider's reference. The key is
 * safer, because the reference is unknown to the server until the response to its call has arrived.
 *
 * @param key null if only the reference is known
 * @param reference null if only the key is known
 */
public record PaymentId(String key, String reference) {

    public PaymentId {
        if (key == null && reference == null) {
            throw new IllegalArgumentException("A payment has neither key nor reference. Name one of the two.");
        }
    }

    public static PaymentId ofKey(String key) {
        return new PaymentId(key, null);
    }

    public static PaymentId ofReference(String reference) {
        return new PaymentId(null, reference);
    }
}
