package org.coincide.processes.checks.conventions;

import static org.coincide.processes.support.Change.to;

import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.impl.BpmnModelConstants;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.support.Change;

/** Mistakes in who does a task. */
final class PeopleBreaches {

    private PeopleBreaches() {}

    static Stream<Breach> all() {
        return Stream.of(
                new Breach(
                        PeopleConventions.SOMEBODY,
                        to(
                                "dispatch.bpmn",
                                "Task_PickAndPack",
                                UserTask.class,
                                task -> task.removeAttributeNs(BpmnModelConstants.CAMUNDA_NS, "candidateGroups")),
                        "dispatch.bpmn: Task_PickAndPack: should name its candidate groups"),
                new Breach(
                        PeopleConventions.SOMEBODY,
                        given("${warehouse}"),
                        "dispatch.bpmn: Task_PickAndPack: has the candidate group ${warehouse}, which should be"),
                new Breach(
                        PeopleConventions.KNOWN,
                        given("order-desk, warehose"),
                        "dispatch.bpmn: Task_PickAndPack: has the candidate group warehose; is warehouse meant?"),
                new Breach(
                        PeopleConventions.KNOWN,
                        given("quality-desk"),
                        "dispatch.bpmn: Task_PickAndPack: has the candidate group quality-desk, which is none of"));
    }

    private static Change given(String groups) {
        return to("dispatch.bpmn", "Task_PickAndPack", UserTask.class, task -> task.setCamundaCandidateGroups(groups));
    }
}
