package org.coincide.engine.returns;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.coincide.engine.returns.ReturnedLine.Condition;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;

/** Says which line of a return a person at the ramp is to receive, and what is usual as the answer. */
@Component
@SetsVariables({"returnedLine", "receivedPieces", "receivedCondition"})
class DescribeReturnedLine implements ExecutionListener {

    static final String LINE = "returnedLine";

    private final Returns returns;

    DescribeReturnedLine(Returns returns) {
        this.returns = returns;
    }

    @Override
    public void notify(DelegateExecution execution) {
        ReturnKey which = ReturnKey.the(execution);
        int index = (Integer) execution.getVariable("loopCounter");
        ReturnedLine line = returns.lines(which.tradingId(), which.number()).get(index);
        execution.setVariableLocal(LINE, line.number());
        execution.setVariableLocal("receivedPieces", (long) line.asked());
        execution.setVariableLocal("receivedCondition", Condition.GOOD.name());
    }
}
