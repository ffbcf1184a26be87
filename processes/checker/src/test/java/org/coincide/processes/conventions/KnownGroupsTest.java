package org.coincide.processes.conventions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;

class KnownGroupsTest {

    @Test
    void knownGroupsAreThoseOfTheBuiltInModels() {
        var named = Models.all().values().stream()
                .flatMap(model -> model.getModelElementsByType(UserTask.class).stream())
                .flatMap(task -> task.getCamundaCandidateGroupsList().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(UserTaskConventions.GROUPS).isEqualTo(named);
    }
}
