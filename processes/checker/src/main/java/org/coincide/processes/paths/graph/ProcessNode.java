package org.coincide.processes.paths.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.paths.hash.HashBuilder;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.TaskOutcome;

/** An element that a token can reach, read from the model once: an exploration visits each of them many thousand times. */
public final class ProcessNode {

    final String file;
    final String id;
    final NodeType type;
    final long hash;

    /** The name of the delegate that a task calls; empty where it calls none. */
    String delegate = "";

    boolean asyncBefore;
    boolean asyncAfter;
    List<DeclaredStatus> statuses = List.of();
    boolean statusesOnLeave;

    final List<OutgoingFlow> outgoing = new ArrayList<>();
    OutgoingFlow defaultFlow;
    final Set<String> unread = new HashSet<>();
    int incoming;

    List<VariableMapping> inputs = List.of();
    List<VariableMapping> outputs = List.of();
    List<TaskOutcome> outcomes = List.of(TaskOutcome.COMPLETES);
    /** The declaration of the worker of an external task; null for other nodes. */
    DelegateDeclaration worker;

    Set<String> decisions = Set.of();

    EventTrigger trigger;
    boolean interrupting = true;
    final List<ProcessNode> boundaryEvents = new ArrayList<>();
    ProcessNode compensationHandler;
    String compensates;

    ProcessGraph body;
    List<VariableMapping> callInputs = List.of();
    List<VariableMapping> callOutputs = List.of();

    MultiInstance multiInstance;
    SideBranch sideBranch;
    Map<OutgoingFlow, SideBranch> sideFlows = Map.of();
    private boolean visited;
    private boolean joins;

    ProcessNode(String file, String id, NodeType type) {
        this.file = file;
        this.id = id;
        this.type = type;
        this.hash = HashBuilder.of(id);
    }

    public String file() {
        return file;
    }

    public String id() {
        return id;
    }

    public NodeType type() {
        return type;
    }

    /** Hash of the identifier, which stands for this node in the hash of a state. */
    public long hash() {
        return hash;
    }

    /** Returns whether this task calls a delegate. */
    public boolean calls(String name) {
        return delegate.equals(name);
    }

    public boolean asyncBefore() {
        return asyncBefore;
    }

    public boolean asyncAfter() {
        return asyncAfter;
    }

    /** Statuses that this event declares. */
    public List<DeclaredStatus> statuses() {
        return statuses;
    }

    /** Returns whether the statuses are published when the token leaves the event, as at a catching event. */
    public boolean statusesOnLeave() {
        return statusesOnLeave;
    }

    public List<OutgoingFlow> outgoing() {
        return outgoing;
    }

    /** The default flow; null where there is none. */
    public OutgoingFlow defaultFlow() {
        return defaultFlow;
    }

    /** Returns whether a token here can read a variable, now or later in its process. */
    public boolean canRead(String variable) {
        return !unread.contains(variable);
    }

    /** The variables whose earlier values the server removes when this user task begins. */
    public Set<String> decisions() {
        return decisions;
    }

    /** Number of incoming flows. */
    public int incoming() {
        return incoming;
    }

    public List<VariableMapping> inputs() {
        return inputs;
    }

    public List<VariableMapping> outputs() {
        return outputs;
    }

    /** Possible outcomes of the work at this node. */
    public List<TaskOutcome> outcomes() {
        return outcomes;
    }

    /** The trigger of this event; null where it has none. */
    public EventTrigger trigger() {
        return trigger;
    }

    public boolean interrupting() {
        return interrupting;
    }

    public List<ProcessNode> boundaryEvents() {
        return boundaryEvents;
    }

    /** The activity that compensates this one; null for most. */
    public ProcessNode compensationHandler() {
        return compensationHandler;
    }

    /** The activity that this compensation event compensates; null for all. */
    public String compensates() {
        return compensates;
    }

    /** The content of a sub-process, or the process that a call activity calls; null where that does not exist. */
    public ProcessGraph body() {
        return body;
    }

    /** Variables that a call activity passes to the called process. */
    public List<VariableMapping> callInputs() {
        return callInputs;
    }

    /** Variables that the called process returns. */
    public List<VariableMapping> callOutputs() {
        return callOutputs;
    }

    /** The multi-instance characteristics; null where there are none. */
    public MultiInstance multiInstance() {
        return multiInstance;
    }

    /** The side branch that begins at this event; null where none does. */
    public SideBranch sideBranch() {
        return sideBranch;
    }

    /** The outgoing flows of this parallel gateway that begin a side branch; empty for most. */
    public Map<OutgoingFlow, SideBranch> sideFlows() {
        return sideFlows;
    }

    /** Records that a path of the exploration has visited this node; returns whether this is the first visit. */
    public boolean markVisited() {
        var first = !visited;
        visited = true;
        return first;
    }

    /** Records that on a path all branches have arrived at this join. */
    public void markJoins() {
        joins = true;
    }

    /** Returns whether branches arrive at this join, on no path all of them. */
    public boolean joinsNever() {
        return visited && type == NodeType.PARALLEL_GATEWAY && !joins;
    }

    /** Returns whether a boundary event from outside can end this activity or begin a branch that others depend on. */
    public boolean awaitsEvents() {
        for (var event : boundaryEvents) {
            if (event.trigger.isExternal() && event.sideBranch == null) {
                return true;
            }
        }
        return false;
    }

    /** The outgoing flows and the default flow. */
    Stream<OutgoingFlow> flows() {
        return Stream.concat(outgoing.stream(), Stream.ofNullable(defaultFlow));
    }

    boolean isVisited() {
        return visited;
    }

    /** The first boundary event that catches this trigger. */
    public Optional<ProcessNode> boundaryFor(EventTrigger.Type type, String code) {
        return boundaryEvents.stream()
                .filter(boundary -> boundary.trigger.takes(type, code))
                .findFirst();
    }

    @Override
    public String toString() {
        return id;
    }
}
