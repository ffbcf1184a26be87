package org.coincide.processes.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The behaviour of the server that models depend on.
 *
 * @param delegates the delegates, by the name of their bean
 * @param executionListeners the listeners of processes
 * @param taskListeners the listeners of user tasks
 * @param messages the messages that the server sends, by name
 * @param topics the topics of external tasks, with the outcomes that a worker can report
 * @param starts the processes that the server starts
 */
public record ServerInterface(
        Map<String, DelegateDeclaration> delegates,
        Map<String, ListenerDeclaration> executionListeners,
        Map<String, ListenerDeclaration> taskListeners,
        Map<String, MessageDeclaration> messages,
        List<ProcessStart> starts,
        Map<String, DelegateDeclaration> topics) {

    /** Sorts by name. */
    public ServerInterface {
        delegates = new TreeMap<>(delegates);
        executionListeners = new TreeMap<>(executionListeners);
        taskListeners = new TreeMap<>(taskListeners);
        messages = new TreeMap<>(messages);
        starts = List.copyOf(starts);
        topics = new TreeMap<>(topics);
    }

    /** The same interface with another declaration of one delegate. */
    public ServerInterface with(String delegate, DelegateDeclaration declaration) {
        var changed = new TreeMap<>(delegates);
        changed.put(delegate, declaration);
        return new ServerInterface(changed, executionListeners, taskListeners, messages, starts, topics);
    }

    /** The same interface with these topics of external tasks. */
    public ServerInterface withTopics(Map<String, DelegateDeclaration> declared) {
        return new ServerInterface(delegates, executionListeners, taskListeners, messages, starts, declared);
    }

    /** The outcomes of an external task; that of an unknown topic completes. */
    public List<TaskOutcome> outcomesOfTopic(String topic) {
        var declaration = topics.get(topic);
        return declaration == null ? List.of(TaskOutcome.COMPLETES) : declaration.outcomes();
    }

    /** The outcomes of a delegate; an unknown delegate completes. */
    public List<TaskOutcome> outcomes(String delegate) {
        var declaration = delegates.get(delegate);
        return declaration == null ? List.of(TaskOutcome.COMPLETES) : declaration.outcomes();
    }

    /** The start of the first process of a trade. */
    public ProcessStart firstStart() {
        return starts.stream().filter(ProcessStart::first).findFirst().orElseThrow();
    }

    /** The processes that the server starts later. */
    public List<ProcessStart> laterStarts() {
        return starts.stream().filter(start -> !start.first()).toList();
    }

    /** The variables on whose values a message depends. */
    public Set<String> decisions() {
        var names = new TreeSet<String>();
        messages.values().stream()
                .filter(message -> message.decision() != null)
                .forEach(message -> names.add(message.decision().variable()));
        return names;
    }

    /** The variables that delegates and process starts set to values that paths depend on. */
    public Set<String> decidingVariables() {
        var names = new TreeSet<String>();
        Stream.of(
                        delegates.values().stream().map(DelegateDeclaration::outcomes),
                        topics.values().stream().map(DelegateDeclaration::outcomes),
                        starts.stream().map(ProcessStart::outcomes))
                .flatMap(outcomes -> outcomes)
                .flatMap(List::stream)
                .forEach(outcome -> names.addAll(outcome.variables().keySet()));
        return names;
    }

    /** All variables that the server sets. */
    public Set<String> variables() {
        var names = new TreeSet<>(decidingVariables());
        delegates.values().forEach(delegate -> names.addAll(delegate.otherVariables()));
        topics.values().forEach(topic -> names.addAll(topic.otherVariables()));
        listeners().forEach(listener -> names.addAll(listener.variables()));
        messages.values().forEach(message -> names.addAll(message.variables()));
        starts.forEach(start -> names.addAll(start.otherVariables()));
        return names;
    }

    /** The variables that delegates and listeners read. */
    public Set<String> readVariables() {
        var names = decisions();
        delegates.values().forEach(delegate -> names.addAll(delegate.reads().all()));
        listeners().forEach(listener -> names.addAll(listener.reads().all()));
        return names;
    }

    /** Returns whether delegates, listeners or messages change this record. */
    public boolean changes(String record) {
        return Stream.of(
                        delegates.values().stream()
                                .flatMap(delegate -> delegate.outcomes().stream())
                                .map(TaskOutcome::changes),
                        messages.values().stream().map(MessageDeclaration::changes),
                        listeners().map(ListenerDeclaration::changes))
                .flatMap(changes -> changes)
                .flatMap(List::stream)
                .anyMatch(change -> change.record().equals(record));
    }

    private Stream<ListenerDeclaration> listeners() {
        return Stream.concat(executionListeners.values().stream(), taskListeners.values().stream());
    }
}
