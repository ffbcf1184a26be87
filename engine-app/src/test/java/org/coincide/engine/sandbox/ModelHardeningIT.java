package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.variable.Variables;
import org.coincide.engine.web.WholeServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** Effects that no model can have on the engine. */
@WholeServer
class ModelHardeningIT {

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    AtomicInteger delegateCalls;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='s' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='s' camunda:class='java.lang.Object'/>",
                "<bpmn:serviceTask id='s' camunda:type='shell'><bpmn:extensionElements>"
                        + "<camunda:field name='command' stringValue='id'/></bpmn:extensionElements></bpmn:serviceTask>",
                "<bpmn:serviceTask id='s' camunda:type='Shell'><bpmn:extensionElements>"
                        + "<camunda:field name='command' stringValue='id'/></bpmn:extensionElements></bpmn:serviceTask>",
                "<bpmn:serviceTask id='s' activiti:type='shell'/>",
                "<bpmn:sendTask id='s' camunda:type='mail'/>",
                "<bpmn:serviceTask id='s' camunda:expression='${true}'><bpmn:extensionElements><camunda:inputOutput>"
                        + "<camunda:inputParameter name='x'><camunda:script scriptFormat='javascript'>1"
                        + "</camunda:script></camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>",
                "<bpmn:userTask id='s'><bpmn:extensionElements><camunda:taskListener event='create'>"
                        + "<camunda:script scriptFormat='javascript'>1</camunda:script></camunda:taskListener>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='s'><bpmn:extensionElements><camunda:executionListener event='start'"
                        + " class='java.lang.Object'/></bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='s'><bpmn:extensionElements><camunda:executionListener event='start'>"
                        + "<camunda:script scriptFormat='javascript' resource='x.js'/></camunda:executionListener>"
                        + "</bpmn:extensionElements></bpmn:userTask>",
                "<bpmn:userTask id='s' camunda:formHandlerClass='java.lang.Object'/>",
                "<bpmn:callActivity id='s' calledElement='order' camunda:variableMappingClass='java.lang.Object'/>"
            })
    void aModelBringsNoCode(String task) {
        assertThatThrownBy(() -> deploy(task))
                .isInstanceOf(ParseException.class)
                .hasMessageContaining("which is not allowed");
    }

    @Test
    void aFormFieldsValidatorIsNoClass() {
        assertThatThrownBy(() -> deploy("<bpmn:userTask id='s'><bpmn:extensionElements><camunda:formData>"
                        + "<camunda:formField id='x' type='string'><camunda:validation>"
                        + "<camunda:constraint name='validator' config='java.lang.Object'/></camunda:validation>"
                        + "</camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>"))
                .hasMessageContaining("which is not allowed");
    }

    @Test
    void aConditionIsNoScript() {
        String model = ProbeModel.with("<bpmn:userTask id='s'/>")
                .replace(
                        "targetRef='e'/>",
                        "targetRef='e'><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'"
                                + " language='javascript'>true</bpmn:conditionExpression></bpmn:sequenceFlow>");
        assertThatThrownBy(() -> deployModel(model)).hasMessageContaining("which is not allowed");
    }

    @Test
    void aModelNamesADelegateAndReadsData() {
        deploy("<bpmn:serviceTask id='s' camunda:delegateExpression='${countedDelegate}'><bpmn:extensionElements>"
                + "<camunda:inputOutput><camunda:inputParameter name='key'>#{execution.processBusinessKey}"
                + "</camunda:inputParameter></camunda:inputOutput></bpmn:extensionElements></bpmn:serviceTask>");
        int before = delegateCalls.get();

        runtime.startProcessInstanceByKey("probe", "a key");

        assertThat(delegateCalls).hasValue(before + 1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${secrets}",
                "${dataSource}",
                "${secrets.operator()}",
                "${execution.setVariable('x', 1)}",
                "${execution.processEngineServices}",
                "${execution.processEngineServices.repositoryService}",
                "${''.getClass()}",
                "${''.class}",
                "${''.class.forName('java.lang.Runtime')}",
                "${countedDelegate.execute(execution)}",
                "${countedDelegate.class}",
                "${execution['processEngineServices']}"
            })
    void anExpressionCallsNothingAndReachesNoObject(String expression) {
        deploy("<bpmn:serviceTask id='s' camunda:expression=\"" + expression + "\"/>");

        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("probe")).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void aModelsSchemaIsNotFetched() throws Exception {
        AtomicInteger fetches = new AtomicInteger();
        HttpServer foreign = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        foreign.createContext("/", exchange -> {
            fetches.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        foreign.start();
        String address = "http://127.0.0.1:" + foreign.getAddress().getPort() + "/evil.xsd";
        String model = ProbeModel.with("<bpmn:userTask id='s'/>")
                .replace(
                        "<bpmn:definitions",
                        "<bpmn:definitions xmlns:evil='http://evil' xsi:schemaLocation='http://evil " + address + "'")
                .replace("<bpmn:endEvent id=\"e\"/>", "<bpmn:endEvent id=\"e\" evil:thing='x'/>");

        deployModel(model);
        // A query reads each model that it finds.
        repository.createProcessDefinitionQuery().list();

        assertThat(fetches).hasValue(0);
        foreign.stop(0);
    }

    @Test
    void aModelHasNoDoctype() throws Exception {
        String model = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                + ProbeModel.with("<bpmn:userTask id='s' name='&e;'/>");
        assertThatThrownBy(() -> deployModel(model)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void aCaseModelIsNotDeployed() {
        assertThatThrownBy(() -> repository
                        .createDeployment()
                        .addString("case.cmmn", "<definitions/>")
                        .deploy())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void noSerializedJavaObjectIsTaken() {
        deploy("<bpmn:userTask id='s'/>");
        Object sent = Variables.serializedObjectValue("rO0ABXQAAXg=")
                .serializationDataFormat(Variables.SerializationDataFormats.JAVA)
                .objectTypeName("java.lang.String")
                .create();
        assertThatThrownBy(() -> runtime.startProcessInstanceByKey("probe", Map.of("x", sent)))
                .isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void noScriptEngineIsThere() {
        assertThat(new ScriptEngineManager().getEngineFactories())
                .extracting(ScriptEngineFactory::getLanguageName)
                .isSubsetOf("feel", "feel-unary-tests", "JSP 2.1 EL");
    }

    private void deploy(String task) {
        ProbeModel.deploy(repository, task);
    }

    private void deployModel(String model) {
        ProbeModel.deployText(repository, model);
    }
}
