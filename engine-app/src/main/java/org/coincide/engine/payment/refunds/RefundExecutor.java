package org.coincide.engine.payment.refunds;

import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.RefundOutcome.Failed;
import org.coincide.engine.payment.RefundOutcome.Pending;
import org.coincide.engine.payment.RefundOutcome.Refunded;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.springframework.stereotype.Component;

/** Makes refunds. A refund that is accepted counts as made; {@link RefundTracker} follows it until it is complete. */
@Component
public class RefundExecutor {

    private final RefundGateway gateway;
    private final Movements movements;
    private final PendingRefunds pending;

    RefundExecutor(RefundGateway gateway, Movements movements, PendingRefunds pending) {
        this.gateway = gateway;
        this.movements = movements;
        this.pending = pending;
    }

    /** @throws IllegalStateException if the refund fails at once: it is not published, and a person must decide */
    public void execute(Intent intent) {
        Movement refund = intent.movement();
        if (!refund.state().isOpen()) {
            return;
        }
        RefundOutcome outcome = gateway.refund(intent);
        if (outcome instanceof Refunded refunded) {
            movements.settle(refund, State.DONE, refunded.reference());
        } else if (outcome instanceof Pending accepted) {
            movements.settle(refund, State.PENDING, accepted.reference());
            pending.add(refund);
        } else if (outcome instanceof Failed failed) {
            throw new IllegalStateException("The refund " + refund.idempotencyKey() + " of " + refund.amount() + " "
                    + refund.currency() + " failed: " + failed.code()
                    + ". Make it by the provider's own means, then press Settle payment on the trade's page. A retry is refused"
                    + " again.");
        }
    }
}
