package org.coincide.processes.paths;

import java.util.Set;
import org.coincide.processes.paths.execution.EnabledAction;
import org.coincide.processes.paths.graph.EventTrigger;

/** Messages that the server sends at a client's request. No process may rely on them: most clients request nothing. */
final class ClientRequests {

    static final String AMENDMENT = "order.amended";
    static final String CANCELLATION = "cancellation.requested";
    private static final Set<String> ALL = Set.of(AMENDMENT, CANCELLATION, "consignment.recalled");

    private ClientRequests() {}

    static boolean isRequest(EnabledAction action) {
        return action.event() != null
                && action.event().trigger().type() == EventTrigger.Type.MESSAGE
                && ALL.contains(action.event().trigger().name());
    }
}
