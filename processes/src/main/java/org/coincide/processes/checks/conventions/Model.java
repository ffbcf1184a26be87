package org.coincide.processes.checks.conventions;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.coincide.processes.checks.Beans;
import org.coincide.processes.checks.ModelSet;

/**
 * One model as a convention sees it.
 *
 * @param all the models that are deployed together, this among them
 * @param beans what the server has
 */
record Model(String file, BpmnModelInstance content, ModelSet all, Beans beans) {

    /** The engine's own question is refused by gateways that wait for events. */
    static boolean endsInAJob(FlowNode node) {
        return "true".equals(node.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "asyncAfter"));
    }
}
