package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.springframework.stereotype.Component;

/** Notes what a person at the ramp has counted. A count that cannot be is refused, and the task stays open. */
@Component
class NoteReturnedLine implements ExecutionListener {

    private final Returns returns;

    NoteReturnedLine(Returns returns) {
        this.returns = returns;
    }

    @Override
    public void notify(DelegateExecution execution) {
        if (execution.isCanceled()) {
            return;
        }
        ReturnKey which = ReturnKey.the(execution);
        int number = (Integer) execution.getVariable(DescribeReturnedLine.LINE);
        ReturnedLine line = returns.lines(which.tradingId(), which.number()).stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow();
        int pieces = ((Number) execution.getVariable("receivedPieces")).intValue();
        if (pieces < 0 || pieces > line.asked()) {
            throw new IllegalArgumentException("Of line " + number + " between 0 and " + line.asked()
                    + " pieces can come back, not " + pieces + ".");
        }
        returns.arrived(
                which.tradingId(),
                which.number(),
                new ReturnedLine(
                        number,
                        line.asked(),
                        pieces,
                        Condition.valueOf(
                                execution.getVariable("receivedCondition").toString())));
    }
}
