package org.coincide.engine.lifecycle.answers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.coincide.engine.hsqldb.EngineInMemory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task in an embedded subprocess whose model declares no fields, and which is repeated until the goods are good. */
class TaskAnswersTest {

    private static final String FORM =
            """
            <form>
              <select required cam-variable-name="qualityGood" cam-variable-type="Boolean">
                <option value="true">Yes</option><option value="false">No</option>
              </select>
            </form>""";

    private ProcessEngine engine;

    @BeforeEach
    void start() {
        ProcessEngineConfigurationImpl configuration = EngineInMemory.configuration();
        configuration.getProcessEnginePlugins().add(new TaskAnswerPlugin());
        engine = configuration.buildProcessEngine();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance("check.bpmn", model())
                .addString("check.html", FORM)
                .deploy();
    }

    private static BpmnModelInstance model() {
        return Bpmn.createExecutableProcess("check")
                .startEvent()
                .subProcess()
                .camundaInputParameter("amount", "7")
                .embeddedSubProcess()
                .startEvent()
                .userTask("Task_Check")
                .camundaFormKey("embedded:deployment:check.html")
                .exclusiveGateway()
                .condition("Yes", "${qualityGood}")
                .endEvent()
                .moveToLastGateway()
                .condition("No", "${!qualityGood}")
                .connectTo("Task_Check")
                .subProcessDone()
                .endEvent()
                .done();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    @Test
    void aDecisionOfTheHtmlFormIsAskedAgain() {
        started(Map.of());
        complete(Map.of("qualityGood", false));
        assertRefused(Map.of(), "qualityGood");
        complete(Map.of("qualityGood", true));
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    @Test
    void aVariableOfTheSubprocessCannotBeOverwritten() {
        started(Map.of());
        assertRefused(Map.of("qualityGood", true, "amount", "8"), "amount belongs to the process");
    }

    @Test
    void aMissingValueCanBeSentAgain() {
        started(Collections.singletonMap("remark", null));
        Map<String, Object> answers = new HashMap<>(Map.of("qualityGood", true));
        answers.put("remark", null);
        complete(answers);
        assertThat(engine.getRuntimeService().createProcessInstanceQuery().count())
                .isZero();
    }

    private void started(Map<String, Object> variables) {
        engine.getRuntimeService().startProcessInstanceByKey("check", variables);
    }

    private void assertRefused(Map<String, Object> answers, String reason) {
        assertThatExceptionOfType(BadUserRequestException.class)
                .isThrownBy(() -> complete(answers))
                .withMessageContaining(reason);
    }

    private void complete(Map<String, Object> answers) {
        Task task = engine.getTaskService().createTaskQuery().singleResult();
        engine.getTaskService().complete(task.getId(), answers);
    }
}
