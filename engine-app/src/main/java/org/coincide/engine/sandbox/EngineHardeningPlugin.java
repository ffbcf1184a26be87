package org.coincide.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Security settings of the engine, set in code so that no configuration can omit them. Each has a test. */
@Component
class EngineHardeningPlugin extends AbstractProcessEnginePlugin {

    /** The syntax of group ids, such as order-desk. The engine's default pattern has no hyphen. */
    private static final String GROUPS = "[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*";

    /** The syntax of user ids: names and mail addresses of identity providers as well. */
    private static final String USERS = "[a-zA-Z0-9]+([._@-][a-zA-Z0-9]+)*";

    private final ApplicationContext context;
    private final EngineProperties properties;

    EngineHardeningPlugin(ApplicationContext context, EngineProperties properties) {
        this.context = context;
        this.properties = properties;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ModelRestrictions.applyTo(engine, context);
        restrictQueries(engine);
        restrictValues(engine);
        restrictLogins(engine);
    }

    private void restrictQueries(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(
                withInterceptor(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                withInterceptor(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setQueryMaxResultsLimit(properties.queryLimit());
    }

    private void restrictValues(ProcessEngineConfigurationImpl engine) {
        engine.setJavaSerializationFormatEnabled(false);
        // Takes effect if Spin is added, which deserializes JSON to the class that the JSON names.
        engine.setDeserializationTypeValidationEnabled(true);
    }

    private void restrictLogins(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setEnablePasswordPolicy(true);
        engine.setGroupResourceWhitelistPattern(GROUPS);
        engine.setUserResourceWhitelistPattern(USERS);
        engine.setWebappsAuthenticationLoggingEnabled(true);
    }

    private static List<CommandInterceptor> withInterceptor(List<CommandInterceptor> existing) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new QueryExpressionInterceptor());
        if (existing != null) {
            interceptors.addAll(existing);
        }
        return interceptors;
    }
}
