package org.coincide.processes.paths.lifecycle;

import java.util.List;
import org.coincide.processes.paths.hash.HashedMap;
import org.coincide.processes.server.RecordChange;

/** The records of a trade that is not divided yet, of which the first part and the others can have different states. */
final class PartRecords {

    private static final String BETWEEN = ", ";

    private PartRecords() {}

    /** The state after a change: before the division those of all parts. */
    static String stateAfter(RecordChange change, int part, int parts) {
        return parts == 1
                ? String.join(BETWEEN, change.to())
                : change.to().get(Math.min(part, change.to().size() - 1));
    }

    /** The records of the first part and of each other. */
    static List<HashedMap<String>> divided(HashedMap<String> whole) {
        var first = whole;
        var other = whole;
        for (var name : whole.names()) {
            var states = List.of(whole.get(name).split(BETWEEN));
            first = first.with(name, states.get(0));
            other = other.with(name, states.get(states.size() - 1));
        }
        return List.of(first, other);
    }
}
