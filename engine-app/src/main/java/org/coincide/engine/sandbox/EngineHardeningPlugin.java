package org.coincide.engine.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Component;

/** Settings of the engine that no configuration file can forget; each is tested by what it prevents. */
@Component
class EngineHardeningPlugin extends AbstractProcessEnginePlugin {

    private static final int DOUBLING = 2;
    /** Of groups and people, as models and settings write them: order-desk. The engine's own pattern has no hyphen. */
    private static final String NAMES = "[a-zA-Z0-9]+(-[a-zA-Z0-9]+)*";

    private final ApplicationContext context;
    private final EngineProperties properties;

    EngineHardeningPlugin(ApplicationContext context, EngineProperties properties) {
        this.context = context;
        this.properties = properties;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        ModelRestrictions.on(engine, context);
        restrictQueries(engine);
        restrictValues(engine);
        restrictLogins(engine);
    }

    private void restrictQueries(ProcessEngineConfigurationImpl engine) {
        engine.setCustomPreCommandInterceptorsTxRequired(firstOf(engine.getCustomPreCommandInterceptorsTxRequired()));
        engine.setCustomPreCommandInterceptorsTxRequiresNew(
                firstOf(engine.getCustomPreCommandInterceptorsTxRequiresNew()));
        engine.setEnableExpressionsInAdhocQueries(false);
        engine.setEnableExpressionsInStoredQueries(false);
        engine.setQueryMaxResultsLimit(properties.queryLimit());
    }

    private void restrictValues(ProcessEngineConfigurationImpl engine) {
        engine.setJavaSerializationFormatEnabled(false);
        // For the day when somebody adds Spin, which makes objects of JSON by the class that the JSON names.
        engine.setDeserializationTypeValidationEnabled(true);
    }

    private void restrictLogins(ProcessEngineConfigurationImpl engine) {
        engine.setAuthorizationEnabled(true);
        engine.setEnablePasswordPolicy(true);
        engine.setGroupResourceWhitelistPattern(NAMES);
        engine.setUserResourceWhitelistPattern(NAMES);
        engine.setLoginMaxAttempts(properties.loginAttempts());
        engine.setLoginDelayBase((int) properties.firstLoginDelay().toSeconds());
        engine.setLoginDelayFactor(DOUBLING);
        engine.setWebappsAuthenticationLoggingEnabled(true);
        engine.setLoginDelayMaxTime((int) properties.longestLoginDelay().toSeconds());
    }

    private static List<CommandInterceptor> firstOf(List<CommandInterceptor> others) {
        List<CommandInterceptor> interceptors = new ArrayList<>();
        interceptors.add(new QueryExpressionInterceptor());
        if (others != null) {
            interceptors.addAll(others);
        }
        return interceptors;
    }
}
