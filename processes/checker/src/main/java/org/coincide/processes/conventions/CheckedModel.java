package org.coincide.processes.conventions;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.server.DelegateDeclaration;
import org.coincide.processes.server.ServerInterface;

/**
 * A model that is checked, and its context.
 *
 * @param all the models of the same deployment, including this one
 * @param server the interface of the server
 */
record CheckedModel(String file, BpmnModelInstance content, ModelSet all, ServerInterface server) {

    /** Returns whether the task's delegate calls no partner. */
    boolean isLocal(FlowNode task) {
        return ElementReferences.attribute(task, "delegateExpression")
                .flatMap(ElementReferences::bean)
                .map(delegate -> server.delegates().get(delegate))
                .filter(DelegateDeclaration::local)
                .isPresent();
    }

    /** Returns whether the node is asyncAfter; the model API's own method fails for event-based gateways. */
    static boolean endsInAJob(FlowNode node) {
        return isAsyncAfter(node);
    }

    /** Returns whether the next node begins in a job: after the node itself or after its last instance. */
    static boolean isLeftInAJob(FlowNode node) {
        return endsInAJob(node)
                || node.getChildElementsByType(MultiInstanceLoopCharacteristics.class).stream()
                        .anyMatch(CheckedModel::isAsyncAfter);
    }

    private static boolean isAsyncAfter(BaseElement element) {
        return "true".equals(element.getAttributeValueNs(BpmnModelConstants.CAMUNDA_NS, "asyncAfter"));
    }
}
