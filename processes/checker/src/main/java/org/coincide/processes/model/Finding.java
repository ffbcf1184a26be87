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

    /** More than the longest path of the server's models; a text of the model can be of any length. */
    private static final int MAX_ADVICE = 5_000;

    /** Replaces a missing identifier, such as that of definitions without one, with an empty one, and shortens an endless text. */
    public Finding {
        element = element == null ? "" : element;
        advice = advice.length() > MAX_ADVICE ? advice.substring(0, MAX_ADVICE) + "…" : advice;
    }

    @Override
    public String toString() {
        return element.isEmpty() ? file + ": " + advice : file + ": " + element + ": " + advice;
    }
}
