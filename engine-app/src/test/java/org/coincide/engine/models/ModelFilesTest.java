package org.coincide.engine.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelFilesTest {

    @Test
    void theServersModelsGiveTasksToFourGroups() {
        assertThat(ModelFiles.bundled().groups())
                .containsExactly("accounting", "order-desk", "order-desk-lead", "warehouse");
    }

    @Test
    void aTaskMayBeGivenToSeveralGroups() {
        String model = new String(ModelFiles.bundled().contents().get("dispatch.bpmn"), StandardCharsets.UTF_8)
                .replace("candidateGroups=\"warehouse\"", "candidateGroups=\"warehouse, night-shift\"");

        assertThat(new ModelFiles(Map.of("dispatch.bpmn", model.getBytes(StandardCharsets.UTF_8))).groups())
                .containsExactly("night-shift", "order-desk", "warehouse");
    }
}
