package org.coincide.processes.checks;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.DmnModelInstance;

/**
 * The models that are deployed together, by file name.
 *
 * @param processes the BPMN files
 * @param decisions the DMN files
 */
public record ModelSet(Map<String, BpmnModelInstance> processes, Map<String, DmnModelInstance> decisions) {

    /** Copies, in the order of the file names. */
    public ModelSet {
        processes = new TreeMap<>(processes);
        decisions = new TreeMap<>(decisions);
    }

    /** A set without decisions. */
    public static ModelSet of(Map<String, BpmnModelInstance> processes) {
        return new ModelSet(processes, Map.of());
    }

    /** The identifiers of all processes. */
    public Set<String> processIds() {
        return processes.values().stream()
                .flatMap(model -> model.getModelElementsByType(Process.class).stream())
                .map(Process::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
