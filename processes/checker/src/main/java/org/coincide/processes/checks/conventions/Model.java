package org.coincide.processes.checks.conventions;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
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
        return isAsyncAfter(node);
    }

    /** Whether what follows is done in a job that begins when this ends, or when the last of its repetitions does. */
    static boolean isLeftInAJob(FlowNode node) {
        return endsInAJob(node)
                || node.getChildElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                        .anyMatch(Model::isAsyncAfter);
    }

    private static boolean isAsyncAfter(BaseElement element) {
        return "true".equals(element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "asyncAfter"));
    }
}
