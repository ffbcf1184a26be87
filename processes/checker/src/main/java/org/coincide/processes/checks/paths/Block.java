package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A process, or what is inside a sub-process: nodes, where it begins, and the events that can interrupt it. */
final class Block {

    final String id;
    final Map<String, Node> nodes = new LinkedHashMap<>();
    final List<Node> eventInsides = new ArrayList<>();
    Node start;

    Block(String id) {
        this.id = id;
    }
}
