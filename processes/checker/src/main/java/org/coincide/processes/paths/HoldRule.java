package org.coincide.processes.paths;

import java.util.List;
import java.util.Optional;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.paths.graph.NodeType;
import org.coincide.processes.paths.graph.ProcessNode;
import org.coincide.processes.server.ServerInterface;

/**
 * The rights of a client whose order is on hold: to amend the order, to cancel it, and to get an answer in time. The contract promises
 * them for each hold, also for that of an editor's own branch.
 */
final class HoldRule {

    private static final String LIFECYCLE = "order";
    private static final String HOLD = LifecycleContract.read().hold(LIFECYCLE);

    private HoldRule() {}

    /** The right that is missing in a state that waits; empty if the order is not on hold or everything is possible. */
    static Optional<String> fault(ExecutionState state, List<EnabledAction> actions, ServerInterface server) {
        if (!HOLD.equals(state.lifecycles().status(LIFECYCLE))) {
            return Optional.empty();
        }
        if (server.messages().containsKey(ClientRequests.AMENDMENT) && !isReceived(ClientRequests.AMENDMENT, actions)) {
            return Optional.of(missing("amend the order", "the message " + ClientRequests.AMENDMENT));
        }
        var cancellation = server.messages().get(ClientRequests.CANCELLATION);
        if (cancellation != null
                && cancellation.when().isTrue(state.lifecycles())
                && !isReceived(ClientRequests.CANCELLATION, actions)) {
            return Optional.of(missing("cancel the order", "the message " + ClientRequests.CANCELLATION));
        }
        return actions.stream().map(EnabledAction::event).anyMatch(HoldRule::endsInTime)
                ? Optional.empty()
                : Optional.of(
                        "holds the order without an end in time; attach an interrupting timer to what waits here");
    }

    private static String missing(String right, String trigger) {
        return "holds the order, but the client cannot " + right + " meanwhile; attach an event with " + trigger
                + " to what waits here, as at the hold of the server's own order.bpmn";
    }

    private static boolean isReceived(String message, List<EnabledAction> actions) {
        return actions.stream()
                .filter(action -> action.event() != null)
                .map(action -> action.event().trigger())
                .anyMatch(trigger -> trigger.type() == EventTrigger.Type.MESSAGE && message.equals(trigger.name()));
    }

    private static boolean endsInTime(ProcessNode event) {
        return event != null
                && event.trigger().type() == EventTrigger.Type.TIMER
                && (event.interrupting() || event.type() == NodeType.CATCH_EVENT);
    }
}
