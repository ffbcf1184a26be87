package org.coincide.engine.returns;

import java.math.BigDecimal;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Records the count of a person at the loading bay. An invalid count is refused, and the task stays open. */
@Component
@ReadsVariables({"returnNumber", "returnedLine", "receivedPieces", "receivedCondition"})
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
        ReturnKey key = ReturnKey.of(execution);
        int number = (Integer) execution.getVariable(SetReturnedLine.LINE);
        ReturnedLine line = returns.lines(key.tradingId(), key.number()).stream()
                .filter(candidate -> candidate.number() == number)
                .findFirst()
                .orElseThrow();
        Object counted = execution.getVariable("receivedPieces");
        int pieces = count(counted);
        if (pieces < 0 || pieces > line.requested()) {
            throw new IllegalArgumentException("The count of line " + number + " is " + counted
                    + ". Enter a number from 0 to " + line.requested() + ".");
        }
        returns.recordReceipt(
                key.tradingId(),
                key.number(),
                new ReturnedLine(
                        number,
                        line.requested(),
                        pieces,
                        Condition.valueOf(
                                execution.getVariable("receivedCondition").toString())));
    }

    /** The exact count; -1 if the entry is not an integer. */
    private static int count(Object counted) {
        try {
            return new BigDecimal(String.valueOf(counted)).intValueExact();
        } catch (ArithmeticException | NumberFormatException notAnInteger) {
            return -1;
        }
    }
}
