package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.coincide.processes.checks.contract.Status;

/** An element that a token can stand at, read from the model once: the walk comes by it many thousand times. */
final class Node {

    final String file;
    final String id;
    final Kind kind;
    /** Stands for it where a state is told from others. */
    final long mark;

    boolean jobBefore;
    boolean jobAfter;
    List<Status> says = List.of();
    boolean saysWhenLeft;

    List<Flow> flows = new ArrayList<>();
    Flow otherwise;
    /** Of a gateway: the variables that nothing asks for after it. */
    List<String> readLast = List.of();

    int incoming;

    List<Assignment> in = List.of();
    List<Assignment> out = List.of();
    List<Outcome> outcomes = List.of(Outcome.PASSES);

    Trigger trigger;
    boolean interrupting = true;
    List<Node> boundaries = new ArrayList<>();
    /** What undoes it, once it is done; null for most. */
    Node undoneBy;
    /** Of a compensation event: the activity that it undoes; null for all. */
    String undoes;

    /** Of a sub-process: what is inside. Of a call: the called process. */
    Block inside;

    List<Assignment> calledWith = List.of();
    List<Assignment> answers = List.of();

    Repetition repetition;

    /** Whether any path came by. */
    boolean passed;

    Node(String file, String id, Kind kind) {
        this.file = file;
        this.id = id;
        this.kind = kind;
        this.mark = Fingerprint.of(id);
    }

    /** The event at its edge that takes this. */
    Optional<Node> boundaryFor(Trigger.Type type, String code) {
        return boundaries.stream()
                .filter(boundary -> boundary.trigger.takes(type, code))
                .findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
