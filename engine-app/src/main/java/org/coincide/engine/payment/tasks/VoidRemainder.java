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
import org.coincide.processes.server.DelegateOutcome;
import org.springframework.stereotype.Component;

/** Task_VoidRemainder: releases what is authorized and will not be captured. Makes no call if everything was captured. */
@Component
@DelegateOutcome(records = "money?: EXPIRED|HELD > VOIDED")
class VoidRemainder implements JavaDelegate {

    private final Movements movements;
    private final AuthorizationCloser closer;

    VoidRemainder(Movements movements, AuthorizationCloser closer) {
        this.movements = movements;
        this.closer = closer;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<Movement> all = movements.of(execution.getProcessBusinessKey());
        all.stream()
                .filter(movement -> movement.is(Kind.AUTHORIZE, State.DONE))
                .filter(held -> remainder(held, all).signum() > 0)
                .forEach(closer::close);
    }

    private static BigDecimal remainder(Movement held, List<Movement> all) {
        return held.amount().subtract(Movements.sum(all, Kind.CAPTURE, held.idempotencyKey()));
    }
}
