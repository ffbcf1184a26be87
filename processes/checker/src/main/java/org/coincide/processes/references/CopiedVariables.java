package org.coincide.processes.references;

import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaIn;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOut;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaOutputParameter;

/** The variables of a model that are copies: mappings of call activities, and of the inputs and outputs of elements. */
final class CopiedVariables {

    /** Receives a copy. */
    @FunctionalInterface
    interface Copy {

        /** @param source variable that is copied; null if the value is the expression */
        void of(String target, String source, String expression);
    }

    private CopiedVariables() {}

    static void in(BpmnModelInstance model, Copy copy) {
        model.getModelElementsByType(CamundaIn.class)
                .forEach(in -> copy.of(in.getCamundaTarget(), in.getCamundaSource(), in.getCamundaSourceExpression()));
        model.getModelElementsByType(CamundaOut.class)
                .forEach(out ->
                        copy.of(out.getCamundaTarget(), out.getCamundaSource(), out.getCamundaSourceExpression()));
        model.getModelElementsByType(CamundaInputParameter.class)
                .forEach(input -> copy.of(input.getCamundaName(), null, input.getTextContent()));
        model.getModelElementsByType(CamundaOutputParameter.class)
                .forEach(output -> copy.of(output.getCamundaName(), null, output.getTextContent()));
    }
}
