package org.coincide.engine.payment.tasks;

import java.math.BigDecimal;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.AuthorizationCloser;
import org.springframework.stereotype.Component;

/** Task_VoidRemainder: lets go of what is held and will not be taken. Where all was taken, nobody is called. */
@Component
class VoidRemainder implements JavaDelegate {

    private final Movements movements;
    private final AuthorizationCloser closings;

    VoidRemainder(Movements movements, AuthorizationCloser closings) {
        this.movements = movements;
        this.closings = closings;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<Movement> all = movements.of(execution.getProcessBusinessKey());
        all.stream()
                .filter(movement -> movement.is(Kind.AUTHORIZE, State.DONE))
                .filter(held -> remainder(held, all).signum() > 0)
                .forEach(closings::close);
    }

    private static BigDecimal remainder(Movement held, List<Movement> all) {
        return held.amount().subtract(Movements.sum(all, Kind.CAPTURE, held.idempotencyKey()));
    }
}
