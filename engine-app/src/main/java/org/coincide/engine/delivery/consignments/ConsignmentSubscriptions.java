package org.coincide.engine.delivery.consignments;

import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.springframework.stereotype.Component;

/** Message subscriptions of delivery processes. Queried first: a message without a subscription rolls the caller's transaction back. */
@Component
public class ConsignmentSubscriptions {

    private final RuntimeService engine;

    ConsignmentSubscriptions(RuntimeService engine) {
        this.engine = engine;
    }

    /** The execution of the consignment that waits for this message. */
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
