package org.coincide.engine.delivery.consignments;

import java.util.Optional;
import org.coincide.engine.subscriptions.MessageSubscriptions;
import org.springframework.stereotype.Component;

/** Message subscriptions of delivery processes. */
@Component
public class ConsignmentSubscriptions {

    private final MessageSubscriptions subscriptions;

    ConsignmentSubscriptions(MessageSubscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    /** The execution of the consignment that waits for this message. */
    public Optional<String> at(String message, Consignment consignment) {
        return subscriptions.find(message, consignment.tradingId(), ConsignmentKey.VARIABLE, consignment.number());
    }
}
