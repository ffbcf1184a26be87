package org.coincide.processes.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.history.HistoryLevel;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/** An engine in memory with the answers of the beans and the recorder of statuses already in their places. */
public final class ModelEngine {

    private final DelegateStubs delegates = new DelegateStubs();
    private final StatusRecorder statuses = new StatusRecorder();
    private final ProcessEngineCoverageExtension coverage;
    private final ProcessEngine engine;

    /** A bench that measures nothing. */
    public ModelEngine() {
        coverage = null;
        engine = prepared(new StandaloneInMemProcessEngineConfiguration()).buildProcessEngine();
    }

    /** Measures how much of one model the tests of a class walk, and refuses less than 95 % of its elements. */
    public ModelEngine(String measuredProcessId) {
        var others = Models.PROCESSES.stream().filter(id -> !id.equals(measuredProcessId));
        coverage = ProcessEngineCoverageExtension.builder(
                        prepared(new ProcessCoverageInMemProcessEngineConfiguration()))
                .excludeProcessDefinitionKeys(others.toArray(String[]::new))
                .assertClassCoverageAtLeast(0.95)
                .build();
        engine = coverage.getProcessEngine();
    }

    /** To be registered by the test class that measures. */
    public ProcessEngineCoverageExtension coverage() {
        return coverage;
    }

    /** Deploys all models as they are, in one deployment, as the server does. */
    public Deployment deployModels() {
        return deploy(Models.all());
    }

    public Deployment deploy(Map<String, BpmnModelInstance> models) {
        var deployment = engine.getRepositoryService().createDeployment();
        models.forEach(deployment::addModelInstance);
        Models.decisions().forEach(deployment::addModelInstance);
        return deployment.deploy();
    }

    public void undeploy(Deployment deployment) {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    /** Ends what runs, for the next test to begin with: the models stay. */
    public void clear() {
        statuses.afterEach(() -> {});
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(ProcessInstance::getId)
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance, "its test is over"));
        delegates.reset();
    }

    /** Starts a process as the server does: under the trade's identifier. */
    public TestTrade start(String processId, Map<String, Object> variables) {
        var tradingId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(processId, tradingId, variables);
        return new TestTrade(engine, statuses, tradingId);
    }

    public DelegateStubs delegates() {
        return delegates;
    }

    public StatusRecorder statuses() {
        return statuses;
    }

    private ProcessEngineConfigurationImpl prepared(ProcessEngineConfigurationImpl configuration) {
        var name = UUID.randomUUID().toString();
        configuration.setProcessEngineName(name);
        configuration.setJdbcUrl("jdbc:h2:mem:" + name);
        configuration.setHistoryLevel(HistoryLevel.HISTORY_LEVEL_FULL);
        configuration.setEnforceHistoryTimeToLive(true);
        configuration.setJobExecutorActivate(false);
        configuration.setMetricsEnabled(false);
        configuration.setBeans(delegates.beans());
        configuration.setCustomPreBPMNParseListeners(new ArrayList<>(List.of(statuses)));
        return configuration;
    }

    /** Closes the engine and with it its database. */
    public void close() {
        engine.close();
    }
}
