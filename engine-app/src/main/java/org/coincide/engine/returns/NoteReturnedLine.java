package org.coincide.engine.returns;

import java.math.BigDecimal;
import java.util.Arrays;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.json.StorableText;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Records the count of a person at the loading bay. An invalid count is refused, and the task stays open. */
@Component
@ReadsVariables({"returnNumber", "returnedLine", "receivedPieces", "receivedCondition"})
class NoteReturnedLine implements ExecutionListener {

    private static final int MAX_QUOTED = 60;

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
        returns.recordReceipt(
                key.tradingId(),
                key.number(),
                new ReturnedLine(number, line.requested(), pieces(execution, line), condition(execution, line)));
    }

    private static int pieces(DelegateExecution execution, ReturnedLine line) {
        Object counted = execution.getVariable("receivedPieces");
        int pieces = count(counted);
        if (pieces < 0 || pieces > line.requested()) {
            throw new BadUserRequestException(
                    "The count of line %d is %s. Enter a number from 0 to %d. Nothing has changed."
                            .formatted(line.number(), shortened(counted), line.requested()));
        }
        return pieces;
    }

    private static Condition condition(DelegateExecution execution, ReturnedLine line) {
        Object found = execution.getVariable("receivedCondition");
        return Arrays.stream(Condition.values())
                .filter(condition -> condition.name().equals(found))
                .findFirst()
                .orElseThrow(() -> new BadUserRequestException(
                        "The condition of line %d is %s. Send GOOD or DAMAGED. Nothing has changed."
                                .formatted(line.number(), shortened(found))));
    }

    private static String shortened(Object answer) {
        return StorableText.shortened(String.valueOf(answer), MAX_QUOTED);
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
