package org.coincide.engine.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.script.ScriptEngineFactory;
import javax.script.ScriptEngineManager;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Groups;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.identity.User;
import org.camunda.bpm.engine.task.TaskQuery;
import org.camunda.bpm.engine.variable.Variables;
import org.coincide.engine.operations.Secrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.NestedExceptionUtils;

/** What the engine does not do, whoever asks. */
@WholeServer
class EngineHardeningIT {

    private static final String EXPRESSION = "${'operator'}";

    @Autowired
    ProcessEngine engine;

    @Autowired
    RepositoryService repository;

    @Autowired
    RuntimeService runtime;

    @Autowired
    TaskService tasks;

    @Autowired
    FilterService filters;

    @Autowired
    IdentityService identities;

    @Autowired
    Secrets secrets;

    @Autowired
    OperatorAccount operatorAccount;

    @Autowired
    AtomicInteger delegateCalls;

    @Test
    void aQueryInsideAQueryHasNoExpressions() {
        for (ThrowingCallable ask : List.<ThrowingCallable>of(
                () -> nested().list(),
                () -> nested().count(),
                () -> nested().listPage(0, 1),
                () -> nested().singleResult(),
                () -> nested().unlimitedList())) {
            assertThatThrownBy(ask).isInstanceOf(BadUserRequestException.class);
        }
        assertThatThrownBy(() -> tasks.createTaskQuery()
                        .taskAssigneeExpression(EXPRESSION)
                        .list())
                .isInstanceOf(BadUserRequestException.class);
    }

    @Test
    void aStoredQueryHasNoExpressions() {
        refusesToEvaluate(() -> filters.list(stored(nested())));
        refusesToEvaluate(() -> filters.count(stored(nested())));
        refusesToEvaluate(() -> filters.list(stored(tasks.createTaskQuery().taskAssigneeExpression(EXPRESSION))));
    }

    @Test
    void aQueryThatExtendsAStoredOneHasNoExpressions() {
        String harmless = stored(tasks.createTaskQuery().taskName("x"));
        refusesToEvaluate(() -> filters.list(harmless, nested()));
        refusesToEvaluate(() -> filters.count(harmless, nested()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<bpmn:scriptTask id='s' scriptFormat='javascript'><bpmn:script>1</bpmn:script></bpmn:scriptTask>",
                "<bpmn:serviceTask id='s' camunda:class='java.lang.Object'/>",
                "<bpmn:serviceTask id='s' camunda:type='shell'><bpmn:extensionElements>"
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
                .hasMessageContaining("A model cannot run");
    }

    @Test
    void aFormFieldsValidatorIsNoClass() {
        assertThatThrownBy(() -> deploy("<bpmn:userTask id='s'><bpmn:extensionElements><camunda:formData>"
                        + "<camunda:formField id='x' type='string'><camunda:validation>"
                        + "<camunda:constraint name='validator' config='java.lang.Object'/></camunda:validation>"
                        + "</camunda:formField></camunda:formData></bpmn:extensionElements></bpmn:userTask>"))
                .hasMessageContaining("A model cannot run");
    }

    @Test
    void aConditionIsNoScript() {
        String model = model("<bpmn:userTask id='s'/>")
                .replace(
                        "targetRef='e'/>",
                        "targetRef='e'><bpmn:conditionExpression xsi:type='bpmn:tFormalExpression'"
                                + " language='javascript'>true</bpmn:conditionExpression></bpmn:sequenceFlow>");
        assertThatThrownBy(() -> deployModel(model)).hasMessageContaining("A model cannot run");
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
        String model = model("<bpmn:userTask id='s'/>")
                .replace(
                        "<bpmn:definitions",
                        "<bpmn:definitions xmlns:evil='http://evil' xsi:schemaLocation='http://evil " + address + "'")
                .replace("<bpmn:endEvent id=\"e\"/>", "<bpmn:endEvent id=\"e\" evil:thing='x'/>");

        assertThatThrownBy(() -> deployModel(model)).hasMessageContaining("'http' access is not allowed");

        assertThat(fetches).hasValue(0);
        foreign.stop(0);
    }

    @Test
    void aModelHasNoDoctype() throws Exception {
        String model = "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/hostname'>]>"
                + model("<bpmn:userTask id='s' name='&e;'/>");
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

    @Test
    void whoAsksForEverythingAtOnceIsRefused() {
        identities.setAuthentication(secrets.operator().name(), List.of(Groups.CAMUNDA_ADMIN));
        try {
            assertThatThrownBy(() -> tasks.createTaskQuery().list()).isInstanceOf(BadUserRequestException.class);
            assertThatThrownBy(() -> tasks.createTaskQuery().listPage(0, 2001))
                    .isInstanceOf(BadUserRequestException.class);
            assertThat(tasks.createTaskQuery().listPage(0, 2000)).isNotNull();
        } finally {
            identities.clearAuthentication();
        }
    }

    @Test
    void whoIsNoAdministratorSeesAndDoesNothing() {
        saveUser("visitor");
        deploy("<bpmn:userTask id='s'/>");
        identities.setAuthentication("visitor", List.of());
        try {
            assertThat(repository.createProcessDefinitionQuery().count()).isZero();
            assertThatThrownBy(() -> deploy("<bpmn:userTask id='s'/>")).hasMessageContaining("visitor");
            assertThatThrownBy(() -> runtime.startProcessInstanceByKey("probe")).hasMessageContaining("visitor");
        } finally {
            identities.clearAuthentication();
            identities.deleteUser("visitor");
        }
    }

    @Test
    void afterAWrongPasswordEvenTheRightOneHasToWait() {
        saveUser("forgetful");
        assertThat(identities.checkPassword("forgetful", "guess")).isFalse();
        assertThat(identities.checkPassword("forgetful", "Right-0123456789")).isFalse();
        identities.unlockUser("forgetful");
        assertThat(identities.checkPassword("forgetful", "Right-0123456789")).isTrue();
        identities.deleteUser("forgetful");
    }

    @Test
    void aWeakPasswordIsRefused() {
        User weak = identities.newUser("weak");
        weak.setPassword("1234");
        assertThatThrownBy(() -> identities.saveUser(weak)).isInstanceOf(ProcessEngineException.class);
    }

    @Test
    void theNextStartRestoresTheOperator() {
        String name = secrets.operator().name();
        identities.deleteMembership(name, Groups.CAMUNDA_ADMIN);
        User operator = identities.createUserQuery().userId(name).singleResult();
        operator.setPassword("Forgotten-0123456789");
        identities.saveUser(operator);
        identities.checkPassword(name, "guess");

        operatorAccount.postProcessEngineBuild(engine);

        assertThat(identities.checkPassword(name, secrets.operator().password()))
                .isTrue();
        assertThat(identities
                        .createGroupQuery()
                        .groupMember(name)
                        .singleResult()
                        .getId())
                .isEqualTo(Groups.CAMUNDA_ADMIN);
    }

    private TaskQuery nested() {
        return tasks.createTaskQuery()
                .or()
                .taskAssigneeExpression(EXPRESSION)
                .taskName("x")
                .endOr();
    }

    /** The engine may refuse to store it, or to use it. */
    private String stored(TaskQuery query) {
        Filter filter = filters.newTaskFilter("probe").setQuery(query);
        return filters.saveFilter(filter).getId();
    }

    private static void refusesToEvaluate(ThrowingCallable use) {
        assertThatThrownBy(use)
                .isInstanceOf(ProcessEngineException.class)
                .extracting(NestedExceptionUtils::getMostSpecificCause)
                .asInstanceOf(InstanceOfAssertFactories.THROWABLE)
                .hasMessageContaining("xpressions");
    }

    private void saveUser(String name) {
        User user = identities.newUser(name);
        user.setPassword("Right-0123456789");
        identities.saveUser(user);
    }

    private void deploy(String task) {
        deployModel(model(task));
    }

    private void deployModel(String model) {
        repository.createDeployment().addString("probe.bpmn", model).deploy();
    }

    private static String model(String task) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="probe"
                    xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns:activiti="http://activiti.org/bpmn"
                    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
                  <bpmn:process id="probe" isExecutable="true" camunda:historyTimeToLive="P1D">
                    <bpmn:startEvent id="b"/>
                    <bpmn:sequenceFlow id="f" sourceRef="b" targetRef="s"/>
                    %s
                    <bpmn:sequenceFlow id='g' sourceRef='s' targetRef='e'/>
                    <bpmn:endEvent id="e"/>
                  </bpmn:process>
                </bpmn:definitions>
                """
                .formatted(task);
    }
}
