package org.coincide.processes.checks.conventions;

import java.util.Set;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowNode;

/**
 * One model as a convention sees it.
 *
 * @param processIds the processes that are deployed with it, its own among them
 */
record Model(String file, BpmnModelInstance content, Set<String> processIds) {

    /** The engine's own question is refused by gateways that wait for events. */
    static boolean endsInAJob(FlowNode node) {
        return "true".equals(node.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "asyncAfter"));
    }
}
