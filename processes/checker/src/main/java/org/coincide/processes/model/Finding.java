package org.coincide.processes.model;

/**
 * A fault of a model, for its editor: "order.bpmn: Task_VoidRemainder: should be asyncBefore".
 *
 * @param file the name of the model's file
 * @param element the identifier of the element; empty if the whole file is meant
 * @param rule the rule that the model breaks
 * @param advice the fault and the correction
 * @param binding whether the model is refused; otherwise it is only hard to read
 */
public record Finding(String file, String element, String rule, String advice, boolean binding) {

    /** Replaces a missing identifier, such as that of definitions without one, with an empty one. */
    public Finding {
        element = element == null ? "" : element;
    }

    @Override
    public String toString() {
        return element.isEmpty() ? file + ": " + advice : file + ": " + element + ": " + advice;
    }
}
