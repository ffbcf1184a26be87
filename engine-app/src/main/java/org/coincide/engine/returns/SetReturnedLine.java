package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;

/** Sets the return line that a person at the loading bay receives, with the form's default values. */
@Component
@SetsVariables({"returnedLine", "receivedPieces", "receivedCondition"})
@ReadsVariables("returnNumber")
class SetReturnedLine implements ExecutionListener {

    static final String LINE = "returnedLine";

    private final Returns returns;

    SetReturnedLine(Returns returns) {
        this.returns = returns;
    }

    @Override
    public void notify(DelegateExecution execution) {
        ReturnKey key = ReturnKey.of(execution);
        int index = (Integer) execution.getVariable("loopCounter");
        ReturnedLine line = returns.lines(key.tradingId(), key.number()).get(index);
        execution.setVariableLocal(LINE, line.number());
        execution.setVariableLocal("receivedPieces", (long) line.requested());
        execution.setVariableLocal("receivedCondition", Condition.GOOD.name());
    }
}
