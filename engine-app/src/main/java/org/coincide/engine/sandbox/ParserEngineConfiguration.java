package org.coincide.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.deployer.BpmnDeployer;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.StandaloneProcessEngineConfiguration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.core.model.Properties;
import org.camunda.bpm.engine.impl.dmn.deployer.DecisionDefinitionDeployer;
import org.camunda.bpm.engine.impl.dmn.deployer.DecisionRequirementsDefinitionDeployer;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionRequirementsDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ResourceEntity;
import org.springframework.beans.factory.BeanFactory;

/** As much of the engine as it takes to read models: its deployers, which here read and keep nothing. It has no database. */
final class ParserEngineConfiguration extends StandaloneProcessEngineConfiguration {

    ParserEngineConfiguration(BeanFactory beans, List<BpmnParseListener> listeners) {
        ModelRestrictions.on(this, beans);
        setCustomPreBPMNParseListeners(new ArrayList<>(listeners));
        setHistory(HISTORY_NONE);
        setCmmnEnabled(false);
        init();
    }

    /** Only what reading needs, in the engine's own order. */
    @Override
    protected void init() {
        initDefaultCharset();
        initHistoryLevel();
        initHistoryEventProducer();
        initDmnHistoryEventProducer();
        initExpressionManager();
        initBeans();
        initArtifactFactory();
        initFormEngines();
        initFormTypes();
        initFormFieldValidators();
        initScripting();
        initDmnEngine();
        initBusinessCalendarManager();
        initFailedJobCommandFactory();
        initDeployers();
    }

    /** @throws org.camunda.bpm.engine.ProcessEngineException where a deployment of these files would be refused */
    void read(Map<String, byte[]> files) {
        DeploymentEntity deployment = new DeploymentEntity();
        deployment.setNew(true);
        files.forEach((name, content) -> deployment.addResource(resource(name, content)));
        Context.setProcessEngineConfiguration(this);
        try {
            deployers.forEach(deployer -> deployer.deploy(deployment));
        } finally {
            Context.removeProcessEngineConfiguration();
        }
    }

    private static ResourceEntity resource(String name, byte[] content) {
        ResourceEntity resource = new ResourceEntity();
        resource.setName(name);
        resource.setBytes(content);
        return resource;
    }

    @Override
    protected BpmnDeployer getBpmnDeployer() {
        BpmnDeployer reading = new BpmnDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment, List<ProcessDefinitionEntity> read, Properties properties) {
                // Read is enough.
            }
        };
        reading.setExpressionManager(expressionManager);
        reading.setBpmnParser(super.getBpmnDeployer().getBpmnParser());
        return reading;
    }

    @Override
    protected DecisionRequirementsDefinitionDeployer getDecisionRequirementsDefinitionDeployer() {
        DecisionRequirementsDefinitionDeployer reading = new DecisionRequirementsDefinitionDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment,
                    List<DecisionRequirementsDefinitionEntity> read,
                    Properties properties) {
                // The next deployer takes its tables from there.
                read.forEach(deployment::addDeployedArtifact);
            }
        };
        reading.setTransformer(dmnEngineConfiguration.getTransformer());
        return reading;
    }

    @Override
    protected DecisionDefinitionDeployer getDecisionDefinitionDeployer() {
        DecisionDefinitionDeployer reading = new DecisionDefinitionDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment, List<DecisionDefinitionEntity> read, Properties properties) {
                // Read is enough.
            }
        };
        reading.setTransformer(dmnEngineConfiguration.getTransformer());
        return reading;
    }
}
