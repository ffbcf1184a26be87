package org.coincide.processes.conventions;

import static org.coincide.processes.support.ModelChange.edit;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.support.ModelChange;

/** Violations of the conventions for user tasks. */
final class UserTaskViolations {

    private UserTaskViolations() {}

    static Stream<ViolationExample> all() {
        return Stream.of(
                new ViolationExample(
                        UserTaskConventions.CANDIDATE_GROUPS,
                        edit(
                                "dispatch.bpmn",
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "candidateGroups")),
                        "dispatch.bpmn: Task_PickAndPack: should have candidate groups"),
                new ViolationExample(
                        UserTaskConventions.CANDIDATE_GROUPS,
                        given("${warehouse}"),
                        "dispatch.bpmn: Task_PickAndPack: the candidate group ${warehouse} is an expression"),
                new ViolationExample(
                        UserTaskConventions.EXISTING_GROUPS,
                        given("order-desk, warehose"),
                        "dispatch.bpmn: Task_PickAndPack: the candidate group warehose is unknown; use warehouse"),
                new ViolationExample(
                        UserTaskConventions.EXISTING_GROUPS,
                        given("quality-desk"),
                        "dispatch.bpmn: Task_PickAndPack: the candidate group quality-desk is none of"),
                new ViolationExample(
                        UserTaskConventions.PRIORITIES,
                        edit(
                                "dispatch.bpmn",
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaPriority("high")),
                        "dispatch.bpmn: Task_PickAndPack: the priority high is no whole number; use one such as 80"),
                new ViolationExample(
                        UserTaskConventions.ASSIGNEES,
                        edit(
                                "dispatch.bpmn",
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.setCamundaAssignee("warehouse")),
                        "dispatch.bpmn: Task_PickAndPack: is assigned to the person warehouse, which is the name of a group"));
    }

    private static ModelChange given(String groups) {
        return edit(
                "dispatch.bpmn", "Task_PickAndPack", UserTask.class, task -> task.setCamundaCandidateGroups(groups));
    }
}
