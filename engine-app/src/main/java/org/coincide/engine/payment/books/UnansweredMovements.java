package org.coincide.engine.payment.books;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
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

    /** The outcome of a settlement. */
    public enum Settlement {
        /** The movements are booked as made. */
        BOOKED,
        /** No release and no refund lacks an answer. Nothing has changed. */
        NONE_OPEN,
        /** Other releases and refunds lack an answer than those of the operator's statement. Nothing has changed. */
        OTHERS_OPEN
    }

    private final PaymentAccounts accounts;
    private final Movements movements;

    UnansweredMovements(PaymentAccounts accounts, Movements movements) {
        this.accounts = accounts;
        this.movements = movements;
    }

    /** Returns whether a movement is a release or a refund without an answer. */
    public static boolean contains(Movement movement) {
        return (movement.kind() == Kind.VOID || movement.kind() == Kind.REFUND)
                && movement.state().isOpen();
    }

    /**
     * Books the releases and refunds of a trade without an answer as done, if they are those that the operator has made.
     *
     * @param made idempotency keys of the releases and refunds that the operator has made
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Settlement settle(String tradingId, Set<String> made) {
        // An undone payment is reversed: its reversal reports what it finds released. Otherwise nothing was ever held.
        State ofOpen = accounts.take(tradingId) ? State.DECLINED : State.DONE;
        List<Movement> all = movements.of(tradingId);
        List<Movement> unanswered =
                all.stream().filter(UnansweredMovements::contains).toList();
        if (unanswered.isEmpty()) {
            return Settlement.NONE_OPEN;
        }
        if (!unanswered.stream()
                .map(Movement::idempotencyKey)
                .collect(Collectors.toSet())
                .equals(made)) {
            return Settlement.OTHERS_OPEN;
        }
        for (Movement movement : unanswered) {
            movements.settle(movement, State.DONE, null);
            if (movement.kind() == Kind.VOID) {
                settleReleased(movement.sourceKey(), all, ofOpen);
            }
        }
        return Settlement.BOOKED;
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
