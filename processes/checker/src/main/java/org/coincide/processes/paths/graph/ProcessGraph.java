package org.coincide.processes.paths.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A process or a sub-process as a graph: its nodes, its start event and its event sub-processes. */
public final class ProcessGraph {

    final String id;
    final Map<String, ProcessNode> nodes = new LinkedHashMap<>();
    final List<ProcessNode> eventSubProcesses = new ArrayList<>();
    final Set<String> returned = new HashSet<>();
    ProcessNode start;
    ProcessNode remainder;

    ProcessGraph(String id) {
        this.id = id;
    }

    /** The start event; null where there is none. */
    public ProcessNode start() {
        return start;
    }

    /**
     * Stands for the side branches of this graph that are still active when all other branches have ended; null where there are
     * none.
     */
    public ProcessNode remainder() {
        return remainder;
    }

    /** Returns whether a call of this process reads a variable at its end. */
    public boolean returns(String variable) {
        return returned.contains(variable);
    }

    /** Returns whether a lasting side branch can begin as long as a process or sub-process of this graph is active. */
    public boolean hasSideBranch() {
        return eventSubProcesses.stream().anyMatch(event -> event.sideBranch != null && event.sideBranch.lasting());
    }

    /** Returns whether an event from outside can start an event sub-process that others depend on. */
    public boolean awaitsEvents() {
        for (var event : eventSubProcesses) {
            if (event.trigger != null && event.trigger.isExternal() && event.sideBranch == null) {
                return true;
            }
        }
        return false;
    }

    public List<ProcessNode> eventSubProcesses() {
        return eventSubProcesses;
    }
}
