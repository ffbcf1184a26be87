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

/** An engine configuration that only parses models: its deployers persist nothing, and it has no database. */
final class ParserEngineConfiguration extends StandaloneProcessEngineConfiguration {

    ParserEngineConfiguration(BeanFactory beans, List<BpmnParseListener> listeners) {
        ModelRestrictions.applyTo(this, beans);
        setCustomPreBPMNParseListeners(new ArrayList<>(listeners));
        setHistory(HISTORY_NONE);
        setCmmnEnabled(false);
        init();
    }

    /** Initializes only the components that parsing needs, in the engine's own order. */
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

    /**
     * Parses the files.
     *
     * @throws org.camunda.bpm.engine.ProcessEngineException if a deployment of the files would be refused
     */
    void parse(Map<String, byte[]> files) {
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
        BpmnDeployer deployer = new BpmnDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment, List<ProcessDefinitionEntity> read, Properties properties) {
                // Nothing to persist.
            }
        };
        deployer.setExpressionManager(expressionManager);
        deployer.setBpmnParser(super.getBpmnDeployer().getBpmnParser());
        return deployer;
    }

    @Override
    protected DecisionRequirementsDefinitionDeployer getDecisionRequirementsDefinitionDeployer() {
        DecisionRequirementsDefinitionDeployer deployer = new DecisionRequirementsDefinitionDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment,
                    List<DecisionRequirementsDefinitionEntity> read,
                    Properties properties) {
                // The next deployer reads the decision tables from the deployment.
                read.forEach(deployment::addDeployedArtifact);
            }
        };
        deployer.setTransformer(dmnEngineConfiguration.getTransformer());
        return deployer;
    }

    @Override
    protected DecisionDefinitionDeployer getDecisionDefinitionDeployer() {
        DecisionDefinitionDeployer deployer = new DecisionDefinitionDeployer() {
            @Override
            protected void postProcessDefinitions(
                    DeploymentEntity deployment, List<DecisionDefinitionEntity> read, Properties properties) {
                // Nothing to persist.
            }
        };
        deployer.setTransformer(dmnEngineConfiguration.getTransformer());
        return deployer;
    }
}
