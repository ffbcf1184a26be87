package org.coincide.engine.payment.provider;

import java.time.Instant;
import org.coincide.engine.payment.Amount;

/**
 * Event at the payment provider. An event about an authorization or a refund makes the server look the present state up: events may
 * arrive late, twice, in any order, and before the response to the call that caused them.
 */
public sealed interface PaymentEvent {

    /** The provider's identifier of the event, at most 80 printable ASCII characters. The same identifier is the same event. */
    String id();

    PaymentId payment();

    /** An authorization was confirmed or refused by the card's holder. */
    record AuthorizationChanged(String id, PaymentId payment) implements PaymentEvent {}

    /** An authorization expired; what was not captured is no longer held. */
    record AuthorizationExpired(String id, PaymentId payment) implements PaymentEvent {}

    /** A pending refund was completed, or a pending or complete one failed. */
    record RefundChanged(String id, PaymentId payment) implements PaymentEvent {}

    /**
     * The card's holder disputes a payment (chargeback). A task asks accounting to respond.
     *
     * @param payment the capture or the authorization
     * @param dispute the provider's identifier of the dispute, at most 80 characters
     * @param reason the provider's reason
     * @param respondBy null if there is no deadline
     */
    record DisputeOpened(String id, PaymentId payment, String dispute, Amount amount, String reason, Instant respondBy)
            implements PaymentEvent {}

    /**
     * A dispute was decided, or withdrawn. If it is lost, a task asks accounting to book the loss.
     *
     * @param payment the capture or the authorization
     * @param dispute the provider's identifier of the dispute, at most 80 characters
     * @param won whether the company keeps the money; also if an inquiry ended without a dispute
     */
    record DisputeClosed(String id, PaymentId payment, String dispute, boolean won) implements PaymentEvent {}
}
