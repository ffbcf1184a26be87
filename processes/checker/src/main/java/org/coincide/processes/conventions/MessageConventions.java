package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.unless;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ReceiveTask;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.NearestName;
import org.coincide.processes.references.ProcessVariables;
import org.coincide.processes.server.MessageDeclaration;

/** Conventions for messages: nothing ends the wait for a message that the server does not send, or sends to another process. */
final class MessageConventions {

    static final Convention MESSAGES = Convention.of(
            "a message is one that the server sends",
            model -> model.content().getModelElementsByType(Message.class).stream()
                    .flatMap(message -> unknownMessage(
                                    message, model.server().messages().keySet())
                            .map(violation -> new Violation(message.getId(), violation))));

    /** The server finds a process by this variable: one without it waits for ever. */
    static final Convention RECEIVERS = Convention.of(
            "a message is one that the server sends to this process",
            model -> model.content().getModelElementsByType(Process.class).stream()
                    .flatMap(process -> {
                        var available = ProcessVariables.of(process, model.all(), model.server())
                                .available();
                        return model.content().getModelElementsByType(Message.class).stream()
                                .filter(message -> message.getName() != null)
                                .flatMap(message -> Stream.ofNullable(
                                                model.server().messages().get(message.getName()))
                                        .map(MessageDeclaration::key)
                                        .filter(key -> !key.isEmpty() && !available.contains(key))
                                        .flatMap(key -> awaiting(message, model)
                                                .map(element -> new Violation(
                                                        element,
                                                        "waits for the message " + message.getName()
                                                                + ", which the server sends only to a process with the variable "
                                                                + key
                                                                + "; wait for it in such a process, or pass the variable to"
                                                                + " this one"))));
                    }));

    static final List<Convention> ALL = List.of(MESSAGES, RECEIVERS);

    private MessageConventions() {}

    private static Stream<String> unknownMessage(Message message, Set<String> sent) {
        return unless(
                message.getName() != null && sent.contains(message.getName()),
                "the server does not send the message "
                        + Objects.requireNonNullElse(message.getName(), "without a name") + "; "
                        + NearestName.suggestion(
                                Objects.requireNonNullElse(message.getName(), ""), sent, UnaryOperator.identity()));
    }

    /** The elements that wait for a message. */
    private static Stream<String> awaiting(Message message, CheckedModel model) {
        return Stream.concat(
                        model.content().getModelElementsByType(MessageEventDefinition.class).stream()
                                .filter(definition -> message.equals(definition.getMessage()))
                                .map(definition -> definition.getParentElement()),
                        model.content().getModelElementsByType(ReceiveTask.class).stream()
                                .filter(task -> message.equals(task.getMessage())))
                .map(ElementReferences::owner);
    }
}
