package org.coincide.processes.paths.graph;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process or a sub-process as a graph: its nodes, its start event and its event sub-processes. */
public final class ProcessGraph {

    final String id;
    final Map<String, ProcessNode> nodes = new LinkedHashMap<>();
    final List<ProcessNode> eventSubProcesses = new ArrayList<>();
    ProcessNode start;

    ProcessGraph(String id) {
        this.id = id;
    }

    /** The start event; null where there is none. */
    public ProcessNode start() {
        return start;
    }

    public List<ProcessNode> eventSubProcesses() {
        return eventSubProcesses;
    }
}
