package org.coincide.engine.sandbox;

import java.util.List;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.coincide.processes.model.BpmnReader;
import org.springframework.beans.factory.BeanFactory;

/** Applies the restrictions on models to the engine's parser, expressions and deployers. */
final class ModelRestrictions {

    /**
     * The system property with the protocols from which the engine's parser may load a schema. For a {@code jar:} URL Java compares
     * the inner protocol: {@code file} for a plain jar, {@code nested} for a jar within Spring Boot's.
     */
    private static final String EXTERNAL_SCHEMAS = "javax.xml.accessExternalSchema";

    private static final String OWN_SCHEMAS = "file,nested";

    private ModelRestrictions() {}

    static void applyTo(ProcessEngineConfigurationImpl engine, BeanFactory beans) {
        // A model contains the URL of its schema; without these two lines the engine would fetch the schema from it.
        System.setProperty(EXTERNAL_SCHEMAS, OWN_SCHEMAS);
        BpmnReader.install();
        engine.setEnableXxeProcessing(false);
        engine.setExpressionManager(new RestrictedExpressions(new ModelBeans(beans)));
        engine.setBpmnParseFactory(RestrictedBpmnParse::new);
        engine.setCustomPreDeployers(List.of(new CaseModelRefusal(), new DecisionTableDeployer()));
    }
}
