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
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.camunda.community.process_test_coverage.engine.platform7.ProcessCoverageInMemProcessEngineConfiguration;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;

/** An in-memory engine with delegate stubs and a recorder of statuses. */
public final class ModelEngine {

    private final DelegateStubs delegates = new DelegateStubs();
    private final StatusRecorder statuses = new StatusRecorder();
    private final ProcessEngineCoverageExtension coverage;
    private final ProcessEngine engine;

    /** An engine without coverage. */
    public ModelEngine() {
        coverage = null;
        engine = prepared(new StandaloneInMemProcessEngineConfiguration()).buildProcessEngine();
    }

    /** An engine that measures the coverage of one model by a test class, and fails below 95 % of its elements. */
    public ModelEngine(String measuredProcessId) {
        var others = Models.PROCESSES.stream().filter(id -> !id.equals(measuredProcessId));
        coverage = ProcessEngineCoverageExtension.builder(
                        prepared(new ProcessCoverageInMemProcessEngineConfiguration()))
                .excludeProcessDefinitionKeys(others.toArray(String[]::new))
                .assertClassCoverageAtLeast(0.95)
                .build();
        engine = coverage.getProcessEngine();
    }

    /** The extension that the test class registers. */
    public ProcessEngineCoverageExtension coverage() {
        return coverage;
    }

    /** Deploys all models in one deployment, as the server does. */
    public Deployment deployModels() {
        return deploy(Models.all());
    }

    public Deployment deploy(Map<String, BpmnModelInstance> models) {
        return deploy(models, Models.decisions());
    }

    /** Deploys models with tables of their own. */
    public Deployment deploy(Map<String, BpmnModelInstance> models, Map<String, DmnModelInstance> tables) {
        var deployment = engine.getRepositoryService().createDeployment();
        models.forEach(deployment::addModelInstance);
        tables.forEach(deployment::addModelInstance);
        return deployment.deploy();
    }

    public void undeploy(Deployment deployment) {
        engine.getRepositoryService().deleteDeployment(deployment.getId(), true);
    }

    /** Deletes all process instances; the models stay deployed. */
    public void clear() {
        statuses.afterEach(() -> {});
        engine.getRuntimeService().createProcessInstanceQuery().rootProcessInstances().list().stream()
                .map(ProcessInstance::getId)
                .forEach(instance -> engine.getRuntimeService().deleteProcessInstance(instance, "its test is over"));
        delegates.reset();
    }

    /** Starts a process as the server does, with the trading identifier as its business key. */
    public TestTrade start(String processId, Map<String, Object> variables) {
        var tradingId = UUID.randomUUID().toString();
        engine.getRuntimeService().startProcessInstanceByKey(processId, tradingId, variables);
        return new TestTrade(engine, statuses, tradingId);
    }

    public ProcessEngine engine() {
        return engine;
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

    /** Closes the engine and its database. */
    public void close() {
        engine.close();
    }
}
