package org.coincide.engine.payment.books;

import java.util.List;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Releases and refunds that the provider does not answer or refuses, and that an operator has made by the provider's own means. Without the
 * operator's word, the step that asks for them would fail for ever, and its trade would never end.
 */
@Component
public class UnansweredMovements {

    private final PaymentAccounts accounts;
    private final Movements movements;

    UnansweredMovements(PaymentAccounts accounts, Movements movements) {
        this.accounts = accounts;
        this.movements = movements;
    }

    /** Books the releases and refunds of a trade without an answer as done; returns their number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int settle(String tradingId) {
        // An undone payment is reversed: its reversal reports what it finds released. Otherwise nothing was ever held.
        State ofOpen = accounts.take(tradingId) ? State.DECLINED : State.DONE;
        List<Movement> all = movements.of(tradingId);
        List<Movement> unanswered = all.stream()
                .filter(movement -> movement.kind() == Kind.VOID || movement.kind() == Kind.REFUND)
                .filter(movement -> movement.state().isOpen())
                .toList();
        for (Movement movement : unanswered) {
            movements.settle(movement, State.DONE, null);
            if (movement.kind() == Kind.VOID) {
                settleReleased(movement.sourceKey(), all, ofOpen);
            }
        }
        return unanswered.size();
    }

    /** Whatever an authorization held is released, and nothing of it is captured. */
    private void settleReleased(String authorization, List<Movement> all, State ofOpen) {
        for (Movement movement : all) {
            if (movement.state().isOpen() && movement.idempotencyKey().equals(authorization)) {
                movements.settle(movement, ofOpen, null);
            } else if (movement.kind() == Kind.CAPTURE
                    && movement.state().isOpen()
                    && authorization.equals(movement.sourceKey())) {
                movements.settle(movement, State.DECLINED, null);
            }
        }
    }
}
