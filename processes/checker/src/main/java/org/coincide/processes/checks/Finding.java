package org.coincide.processes.checks;

/**
 * What is wrong with a model, for whoever edits it: "payment.bpmn: Task_VoidRemainder: should be asyncBefore".
 *
 * @param file the model's file name
 * @param element the identifier of the element; empty where the whole file is meant
 * @param rule the rule that it breaks, in one sentence
 * @param advice what is wrong or what to do
 * @param binding whether the model may not run like this; otherwise it only reads badly
 */
public record Finding(String file, String element, String rule, String advice, boolean binding) {

    @Override
    public String toString() {
        return element.isEmpty() ? file + ": " + advice : file + ": " + element + ": " + advice;
    }
}
