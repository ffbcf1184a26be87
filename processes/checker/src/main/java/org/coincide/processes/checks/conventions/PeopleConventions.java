package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.each;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.UserTask;

/** Who does the tasks that wait for people. */
final class PeopleConventions {

    /** The groups of the server's own models. */
    static final Set<String> GROUPS = new TreeSet<>(Set.of("accounting", "order-desk", "order-desk-lead", "warehouse"));

    private static final String IN_KEBAB_CASE = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int NEAR = 2;

    static final Convention SOMEBODY = each(
            "a task for people names the groups that do it, in kebab-case",
            UserTask.class,
            task -> groups(task).isEmpty()
                    ? Stream.of("should name its candidate groups, such as warehouse: else only operators see it")
                    : groups(task).stream()
                            .filter(group -> !group.matches(IN_KEBAB_CASE))
                            .map(group -> "has the candidate group " + group + ", which should be in kebab-case"));

    static final Convention KNOWN = each(
                    "a task is given to a group that there is already", UserTask.class, task -> groups(task).stream()
                            .filter(group -> group.matches(IN_KEBAB_CASE) && !GROUPS.contains(group))
                            .map(PeopleConventions::whatComesOfIt))
            .forReaders();

    static final List<Convention> ALL = List.of(SOMEBODY, KNOWN);

    private PeopleConventions() {}

    private static String whatComesOfIt(String group) {
        return GROUPS.stream()
                .filter(known -> Nearest.distance(known, group) <= NEAR)
                .findFirst()
                .map(known -> "has the candidate group " + group + "; is " + known + " meant?")
                .orElse("has the candidate group " + group + ", which is none of " + GROUPS
                        + ": the server makes it, and nobody belongs to it until an operator adds people");
    }

    private static List<String> groups(UserTask task) {
        String groups = Objects.requireNonNullElse(task.getCamundaCandidateGroups(), "");
        return Arrays.stream(groups.split(","))
                .map(String::strip)
                .filter(group -> !group.isEmpty())
                .toList();
    }
}
