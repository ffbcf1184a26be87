package org.coincide.processes.paths;

import java.util.Optional;
import org.coincide.processes.paths.execution.ExecutionState;

/**
 * The right of a client that is asked to confirm a payment: to know that the goods are out of stock. While anything else waits, such as a
 * person who orders the goods, the answer is still open.
 */
final class ConfirmationRule {

    private ConfirmationRule() {}

    /** The refusal that the client does not know in a state that waits; empty if there is none. */
    static Optional<String> fault(ExecutionState state) {
        var trade = state.lifecycles();
        return trade.anyRecord("money", "ASKED")
                        && trade.anyRecord("consignment", "REFUSED")
                        && !trade.status("delivery").equals("CANCELLED")
                        && state.waitsAtOneElement()
                ? Optional.of(
                        "the client is asked to confirm a payment, and is not told that the goods are REFUSED; declare"
                                + " the delivery CANCELLED, with a reason, at an event behind the error OUT_OF_STOCK of"
                                + " ${planDelivery}")
                : Optional.empty();
    }
}
