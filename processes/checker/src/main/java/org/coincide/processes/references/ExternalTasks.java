package org.coincide.processes.references;

import static org.coincide.processes.references.ElementReferences.attribute;

import java.util.Optional;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;

/** The external tasks of the models: a worker outside the server fetches them by their topic. */
public final class ExternalTasks {

    private ExternalTasks() {}

    /** Returns whether the element is a service task of the type external, of which the engine ignores the case. */
    public static boolean is(FlowNode element) {
        return element instanceof ServiceTask
                && "external".equalsIgnoreCase(attribute(element, "type").orElse(""));
    }

    /** The topic of an external task; empty for every other element. */
    public static Optional<String> topic(FlowNode element) {
        return is(element) ? attribute(element, "topic").map(String::strip) : Optional.empty();
    }
}
