package org.coincide.processes.model;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.coincide.processes.forms.HtmlForm;

/**
 * The models that are deployed together, by file name.
 *
 * @param processes the BPMN files
 * @param decisions the DMN files
 * @param forms the HTML forms
 */
public record ModelSet(
        Map<String, BpmnModelInstance> processes,
        Map<String, DmnModelInstance> decisions,
        Map<String, HtmlForm> forms) {

    /** Copies, in the order of the file names. No element may be added to a process afterwards. */
    public ModelSet {
        processes = new TreeMap<>(processes);
        processes.replaceAll((file, model) -> IndexedBpmnModel.of(model));
        decisions = new TreeMap<>(decisions);
        forms = new TreeMap<>(forms);
    }

    /** A set without decisions and forms. */
    public static ModelSet of(Map<String, BpmnModelInstance> processes) {
        return new ModelSet(processes, Map.of(), Map.of());
    }

    /** The identifiers of all processes. */
    public Set<String> processIds() {
        return processes.values().stream()
                .flatMap(model -> model.getModelElementsByType(Process.class).stream())
                .map(Process::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The identifiers of all decisions. */
    public Set<String> decisionIds() {
        return decisions.values().stream()
                .flatMap(model -> model.getModelElementsByType(Decision.class).stream())
                .map(Decision::getId)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
