package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.each;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.NearestName;

/** Conventions for user tasks. */
final class UserTaskConventions {

    /** The candidate groups of the built-in models. */
    static final Set<String> GROUPS = new TreeSet<>(Set.of("accounting", "order-desk", "order-desk-lead", "warehouse"));

    private static final String IN_KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int MAX_DISTANCE = 2;

    static final Convention CANDIDATE_GROUPS = each(
            "a user task has candidate groups, in kebab-case",
            UserTask.class,
            task -> groups(task).isEmpty()
                    ? Stream.of("should have candidate groups, such as warehouse: otherwise only operators see it")
                    : groups(task).stream()
                            .filter(group -> !group.matches(IN_KEBAB_CASE))
                            .map(group -> group.contains("{")
                                    ? "the candidate group " + group
                                            + " is an expression, whose groups the server does not create; lead the flow"
                                            + " by a question to a task of each group"
                                    : "the candidate group " + group + " should be in kebab-case, such as order-desk"));

    static final Convention EXISTING_GROUPS = each(
                    "a candidate group exists already", UserTask.class, task -> groups(task).stream()
                            .filter(group -> group.matches(IN_KEBAB_CASE) && !GROUPS.contains(group))
                            .map(UserTaskConventions::unknownGroup))
            .asAdvice();

    /** At another event there are no answers yet. */
    static final Convention ANSWERS = Convention.of(
            "a listener that evaluates the answers of a task runs at its completion",
            model -> model.content().getModelElementsByType(CamundaTaskListener.class).stream()
                    .filter(listener -> !"complete".equals(listener.getCamundaEvent()))
                    .filter(listener -> ElementReferences.bean(listener.getCamundaDelegateExpression())
                            .map(model.server().taskListeners()::get)
                            .filter(declared -> !declared.variables().isEmpty())
                            .isPresent())
                    .map(listener -> new Violation(
                            ElementReferences.owner(listener),
                            listener.getCamundaDelegateExpression() + " evaluates the answers at the event "
                                    + listener.getCamundaEvent() + ", when nobody has answered; choose complete")));

    /** The engine reads it when the task is created: a text or a fraction would stop each order at the task. */
    static final Convention PRIORITIES =
            each("a priority of a task is a whole number or a variable", UserTask.class, task -> Stream.ofNullable(
                            task.getCamundaPriority())
                    .map(String::strip)
                    .filter(priority -> !priority.isEmpty() && !priority.matches("-?\\d{1,9}|[$#]\\{.+}"))
                    .map(priority -> "the priority " + priority + " is no whole number; use one such as 80"));

    /** Nobody of a group sees a task that is assigned to one person. */
    static final Convention ASSIGNEES = each(
                    "a task of a group is assigned to nobody",
                    UserTask.class,
                    task -> Stream.ofNullable(task.getCamundaAssignee())
                            .map(String::strip)
                            .filter(GROUPS::contains)
                            .map(
                                    assignee -> "is assigned to the person " + assignee
                                            + ", which is the name of a group, so that nobody sees it; leave the assignee empty"))
            .asAdvice();

    static final List<Convention> ALL = List.of(CANDIDATE_GROUPS, EXISTING_GROUPS, ANSWERS, PRIORITIES, ASSIGNEES);

    private UserTaskConventions() {}

    private static String unknownGroup(String group) {
        return GROUPS.stream()
                .filter(known -> NearestName.distance(known, group) <= MAX_DISTANCE)
                .findFirst()
                .map(known -> "the candidate group " + group + " is unknown; use " + known + " if you meant that")
                .orElse("the candidate group " + group + " is none of " + GROUPS
                        + "; the server creates it without members, so have an operator add them");
    }

    private static List<String> groups(UserTask task) {
        String groups = Objects.requireNonNullElse(task.getCamundaCandidateGroups(), "");
        return Arrays.stream(groups.split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
