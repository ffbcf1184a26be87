package org.coincide.processes.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.xml.ModelException;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class BpmnReaderTest {

    @ParameterizedTest
    @MethodSource
    void readsLikeCamunda(String model) {
        var camundas = Bpmn.readModelFromStream(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
        assertThat(Bpmn.convertToString(read(model))).isEqualTo(Bpmn.convertToString(camundas));
    }

    static Stream<String> readsLikeCamunda() {
        return Models.all().values().stream().map(Bpmn::convertToString);
    }

    @Test
    void anInvalidModelIsRefused() {
        var model = delivery().replace("bpmn:endEvent", "bpmn:endEvents");
        assertThatThrownBy(() -> read(model)).isInstanceOf(ModelException.class).hasStackTraceContaining("endEvents");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aReferencedSchemaIsNotFetched() throws IOException {
        try (var foreign = new ServerSocket(0)) {
            foreign.setSoTimeout(1);
            var model = delivery()
                    .replaceFirst(
                            "<bpmn:definitions ",
                            "<bpmn:definitions xmlns:evil='http://evil' xsi:schemaLocation='http://evil http://127.0.0.1:%d/evil.xsd' "
                                    .formatted(foreign.getLocalPort()))
                    .replaceFirst("<bpmn:process ", "<bpmn:process evil:thing='x' ");
            assertThat(model).contains("evil.xsd", "evil:thing");
            read(model);
            assertThatThrownBy(foreign::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static String delivery() {
        return Bpmn.convertToString(Models.all().get("delivery.bpmn"));
    }

    private static BpmnModelInstance read(String model) {
        return BpmnReader.read(new ByteArrayInputStream(model.getBytes(StandardCharsets.UTF_8)));
    }
}
