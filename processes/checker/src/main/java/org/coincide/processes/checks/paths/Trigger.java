package org.coincide.processes.checks.paths;

/**
 * What an event reacts to.
 *
 * @param name the message's name, or the code of an error or an escalation; null takes any
 * @param repeats a timer that comes again and again
 * @param codeVariable where an error's code goes; may be null
 */
record Trigger(Type type, String name, boolean repeats, String codeVariable) {

    enum Type {
        MESSAGE,
        TIMER,
        ERROR,
        ESCALATION,
        COMPENSATION
    }

    boolean comesFromOutside() {
        return type == Type.MESSAGE || type == Type.TIMER;
    }

    boolean takes(Type raised, String code) {
        return type == raised && (name == null || name.equals(code));
    }
}
