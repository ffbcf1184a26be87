package org.coincide.engine.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.Phased;
import org.springframework.context.SmartLifecycle;

/** The order in which the server starts and stops, and what it leaves behind in a year. */
@WholeServer
class ServerLifecycleIT {

    @Autowired
    private ConfigurableApplicationContext server;

    @Autowired
    private ProcessEngineConfigurationImpl engine;

    /**
     * Spring stops the dependents of a bean with it, whatever their phase, and counts each of them as a bean of this phase that has stopped:
     * it would not wait for the listeners, and the broker would stop while they receive.
     */
    @Test
    void nothingStopsBeforeItsPhase() {
        Map<String, SmartLifecycle> beans = server.getBeansOfType(SmartLifecycle.class, false, false);
        List<String> early = new ArrayList<>();
        beans.forEach((name, bean) -> {
            for (String dependent : server.getBeanFactory().getDependentBeans(name)) {
                if (beans.containsKey(dependent) && phase(beans.get(dependent)) < phase(bean)) {
                    early.add(dependent + " with " + name);
                }
            }
        });

        assertThat(early).isEmpty();
    }

    @Test
    void logFilesHaveALimit() {
        assertThat(server.getEnvironment().getProperty("logging.logback.rollingpolicy.total-size-cap"))
                .isEqualTo("1GB");
    }

    private static int phase(Phased bean) {
        return bean.getPhase();
    }

    /** Without these settings, the engine writes rows that it never removes: some 400,000 in a year, also while nothing happens. */
    @Test
    void theEngineWritesNoRowsThatStayForEver() {
        assertThat(engine.isDbMetricsReporterActivate()).isFalse();
        assertThat(engine.isTaskMetricsEnabled()).isFalse();
        assertThat(engine.getHistoryCleanupJobLogTimeToLive()).isEqualTo("P30D");
    }
}
