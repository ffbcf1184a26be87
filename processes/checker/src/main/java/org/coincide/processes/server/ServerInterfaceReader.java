package org.coincide.processes.server;

import java.lang.reflect.AnnotatedElement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/** Reads the interface of a server from the annotations of its classes. */
public final class ServerInterfaceReader {

    private static final String ERROR = "error=";

    private ServerInterfaceReader() {}

    /**
     * Reads the annotations.
     *
     * @param delegates the classes of the delegates, by the name of their bean; likewise the listeners
     * @param senders the classes that send messages or start processes
     */
    public static ServerInterface read(
            Map<String, Class<?>> delegates,
            Map<String, Class<?>> executionListeners,
            Map<String, Class<?>> taskListeners,
            Collection<Class<?>> senders) {
        var messages = new TreeMap<String, MessageDeclaration>();
        var starts = new LinkedHashMap<String, ProcessStart>();
        senders.forEach(sender -> {
            for (var sent : sender.getAnnotationsByType(SendsMessage.class)) {
                messages.put(sent.value(), message(sent, nameOf(sender, delegates)));
            }
            for (var started : sender.getAnnotationsByType(StartsProcess.class)) {
                starts.merge(started.value(), start(started), ServerInterfaceReader::merge);
            }
        });
        return new ServerInterface(
                mapped(delegates, ServerInterfaceReader::delegate),
                mapped(executionListeners, ServerInterfaceReader::listener),
                mapped(taskListeners, ServerInterfaceReader::listener),
                messages,
                starts.values().stream()
                        .sorted((one, other) -> one.process().compareTo(other.process()))
                        .toList(),
                Map.of());
    }

    /** Reads the declaration of one delegate. */
    public static DelegateDeclaration delegate(AnnotatedElement type) {
        var outcomes = new ArrayList<TaskOutcome>();
        var others = new TreeSet<String>();
        for (var declared : type.getAnnotationsByType(DelegateOutcome.class)) {
            var values = values(declared.variables(), others);
            outcomes.add(new TaskOutcome(
                    values,
                    declared.error().isEmpty() ? null : declared.error(),
                    declared.when(),
                    RecordChange.parse(declared.records())));
        }
        return new DelegateDeclaration(
                outcomes.isEmpty() ? List.of(TaskOutcome.COMPLETES) : outcomes,
                others,
                VariableReads.of(type),
                type.isAnnotationPresent(CallsNoPartner.class));
    }

    /**
     * Reads the outcomes of a topic.
     *
     * @param outcomes for each outcome its variables, such as {@code "creditGood=true"}, or the error {@code "error=CREDIT_REFUSED"};
     *     several are separated by spaces
     */
    public static DelegateDeclaration topic(List<String> outcomes) {
        var read = new ArrayList<TaskOutcome>();
        var others = new TreeSet<String>();
        for (var outcome : outcomes) {
            var parts = List.of(outcome.strip().split("\\s+"));
            var error = parts.stream()
                    .filter(part -> part.startsWith(ERROR))
                    .map(part -> part.substring(ERROR.length()))
                    .findFirst()
                    .orElse(null);
            var variables = parts.stream()
                    .filter(part -> !part.isEmpty() && !part.startsWith(ERROR))
                    .toArray(String[]::new);
            read.add(new TaskOutcome(values(variables, others), error, TradeCondition.ALWAYS, List.of()));
        }
        return new DelegateDeclaration(
                read.isEmpty() ? List.of(TaskOutcome.COMPLETES) : read, others, VariableReads.NONE, false);
    }

    private static ListenerDeclaration listener(AnnotatedElement type) {
        var declared = type.getAnnotation(SetsVariables.class);
        return new ListenerDeclaration(
                declared == null ? Set.of() : new TreeSet<>(List.of(declared.value())),
                declared == null ? Set.of() : new TreeSet<>(List.of(declared.ofTask())),
                VariableReads.of(type),
                declared == null ? List.of() : RecordChange.parse(declared.records()));
    }

    /** The name of a delegate; null for other senders. */
    private static String nameOf(Class<?> sender, Map<String, Class<?>> delegates) {
        return delegates.entrySet().stream()
                .filter(delegate -> delegate.getValue() == sender)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(null);
    }

    private static MessageDeclaration message(SendsMessage sent, String sentBy) {
        var decision = sent.decision().split("=", 2);
        return new MessageDeclaration(
                new TreeSet<>(List.of(sent.variables())),
                sent.key(),
                sent.when(),
                decision.length < 2 ? null : new MessageDeclaration.Decision(decision[0], decision[1]),
                sentBy,
                sent.awaited(),
                sent.exceptional(),
                RecordChange.parse(sent.records()));
    }

    private static ProcessStart start(StartsProcess started) {
        var others = new TreeSet<String>();
        var values = values(started.variables(), others);
        return new ProcessStart(
                started.value(),
                List.of(TaskOutcome.completes(values).changing(RecordChange.parse(started.records()))),
                others,
                started.first(),
                started.when());
    }

    private static ProcessStart merge(ProcessStart one, ProcessStart other) {
        var outcomes = new ArrayList<>(one.outcomes());
        outcomes.addAll(other.outcomes());
        var others = new TreeSet<>(one.otherVariables());
        others.addAll(other.otherVariables());
        return new ProcessStart(one.process(), outcomes, others, one.first() || other.first(), one.when());
    }

    private static Map<String, Object> values(String[] variables, Set<String> withoutValue) {
        var values = new TreeMap<String, Object>();
        for (var variable : variables) {
            var parts = variable.split("=", 2);
            if (parts.length == 1) {
                withoutValue.add(parts[0]);
            } else {
                values.put(parts[0], value(parts[1]));
            }
        }
        return values;
    }

    private static Object value(String text) {
        if (text.matches("true|false")) {
            return Boolean.valueOf(text);
        }
        return text.matches("-?\\d{1,18}") ? (Object) Long.valueOf(text) : text;
    }

    private static <T> Map<String, T> mapped(Map<String, Class<?>> types, Function<Class<?>, T> read) {
        var mapped = new TreeMap<String, T>();
        types.forEach((name, type) -> mapped.put(name, read.apply(type)));
        return mapped;
    }
}
