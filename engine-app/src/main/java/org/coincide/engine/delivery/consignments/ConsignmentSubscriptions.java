package org.coincide.engine.delivery.consignments;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.stereotype.Component;

/** Which delivery processes wait for what. Asked beforehand: a message that nobody waits for would undo the caller's transaction. */
@Component
public class ConsignmentSubscriptions {

    private final RuntimeService engine;

    ConsignmentSubscriptions(RuntimeService engine) {
        this.engine = engine;
    }

    /** The execution that waits for this message on behalf of the consignment. */
    public Optional<String> at(String message, Consignment consignment) {
        return engine
                .createExecutionQuery()
                .messageEventSubscriptionName(message)
                .processInstanceBusinessKey(consignment.tradingId())
                .processVariableValueEquals(ConsignmentKey.VARIABLE, (long) consignment.number())
                .list()
                .stream()
                .map(Execution::getId)
                .findFirst();
    }
}
