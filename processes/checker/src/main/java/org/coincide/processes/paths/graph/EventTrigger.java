package org.coincide.processes.paths.graph;

/**
 * The trigger of an event.
 *
 * @param name the name of the message, or the code of the error or escalation; null catches any
 * @param repeats whether it is a timer cycle
 * @param codeVariable the variable that receives the error code; may be null
 */
public record EventTrigger(Type type, String name, boolean repeats, String codeVariable) {

    public enum Type {
        MESSAGE,
        TIMER,
        ERROR,
        ESCALATION,
        COMPENSATION
    }

    public boolean isExternal() {
        return type == Type.MESSAGE || type == Type.TIMER;
    }

    public boolean takes(Type thrown, String code) {
        return type == thrown && (name == null || name.equals(code));
    }
}
