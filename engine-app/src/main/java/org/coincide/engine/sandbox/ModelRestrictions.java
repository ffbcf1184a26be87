package org.coincide.engine.sandbox;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.coincide.processes.model.BpmnReader;
import org.springframework.beans.factory.BeanFactory;

/** What keeps a model from doing more than a model may: around the engine's parser, and around its expressions. */
final class ModelRestrictions {

    /**
     * Read by the engine's parser: where a schema may come from. Of a {@code jar:} address Java compares what stands inside:
     * {@code file} for a plain jar, {@code nested} for one within Spring Boot's.
     */
    private static final String EXTERNAL_SCHEMAS = "javax.xml.accessExternalSchema";

    private static final String OWN_SCHEMAS = "file,nested";

    private ModelRestrictions() {}

    static void on(ProcessEngineConfigurationImpl engine, BeanFactory beans) {
        // A model names the address of its schema; without these two the engine would fetch it from there.
        System.setProperty(EXTERNAL_SCHEMAS, OWN_SCHEMAS);
        BpmnReader.install();
        engine.setEnableXxeProcessing(false);
        engine.setExpressionManager(new RestrictedExpressions(new ModelBeans(beans)));
        engine.setBpmnParseFactory(RestrictedBpmnParse::new);
        engine.setCustomPreDeployers(List.of(new CaseModelRefusal(), new DecisionTableDeployer()));
    }
}
