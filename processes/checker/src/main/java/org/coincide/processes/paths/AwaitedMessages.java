package org.coincide.processes.paths;

import java.util.List;
import java.util.Optional;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.execution.ExecutionState;
import org.coincide.processes.paths.graph.EventTrigger;
import org.coincide.processes.server.MessageDeclaration;
import org.coincide.processes.server.ServerInterface;

/** Messages that come from outside and are lost if nothing waits for them, such as the payment of an invoice. */
final class AwaitedMessages {

    /** The first part: the others take no event. */
    private static final int PART = 0;

    private AwaitedMessages() {}

    /** The message that can come in a state that waits, and that nothing waits for; one that most orders get comes first. */
    static Optional<String> fault(ExecutionState state, List<EnabledAction> actions, ServerInterface server) {
        Optional<String> exceptional = Optional.empty();
        for (var message : server.messages().entrySet()) {
            if (message.getValue().awaited()
                    && canCome(message.getValue(), state)
                    && actions.stream().noneMatch(action -> receives(action, message.getKey()))
                    && !state.hasEventFor(message.getKey())) {
                var fault = Optional.of("nothing waits for the message " + message.getKey()
                        + ", which can come now and would be lost; let a branch wait for it until the server no longer"
                        + " sends it");
                if (!message.getValue().exceptional()) {
                    return fault;
                }
                exceptional = exceptional.or(() -> fault);
            }
        }
        return exceptional;
    }

    private static boolean canCome(MessageDeclaration message, ExecutionState state) {
        return message.when().isTrue(state.lifecycles(), state.lifecycles().factsOf(PART))
                && message.changes().stream()
                        .allMatch(change -> state.lifecycles().allows(change, PART));
    }

    private static boolean receives(EnabledAction action, String message) {
        return action.event() != null
                && action.event().trigger().type() == EventTrigger.Type.MESSAGE
                && action.event().trigger().name().equals(message);
    }
}
