package org.coincide.processes.server;

import java.lang.reflect.AnnotatedElement;
import java.util.Set;
import java.util.TreeSet;

/**
 * The process variables that a delegate or listener reads.
 *
 * @param required the variables without which it fails
 * @param optional the variables that may be missing
 */
public record VariableReads(Set<String> required, Set<String> optional) {

    /** Reads no variable. */
    public static final VariableReads NONE = new VariableReads(Set.of(), Set.of());

    static VariableReads of(AnnotatedElement type) {
        var declared = type.getAnnotation(ReadsVariables.class);
        return declared == null
                ? NONE
                : new VariableReads(
                        new TreeSet<>(Set.of(declared.value())), new TreeSet<>(Set.of(declared.optional())));
    }

    /** All variables. */
    public Set<String> all() {
        var names = new TreeSet<>(required);
        names.addAll(optional);
        return names;
    }
}
