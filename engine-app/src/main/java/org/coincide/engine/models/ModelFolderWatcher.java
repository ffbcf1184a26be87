package org.coincide.engine.models;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Deploys the models at startup, before the first order is accepted, and then polls the folder. */
@Component
class ModelFolderWatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolderWatcher.class);

    /** Before the phases of broker and listeners. */
    private static final int FIRST_PHASE = -1;

    private final ModelUpdater updater;
    private final ModelProperties properties;
    private final Clock clock;
    private ThreadPoolTaskScheduler thread;

    ModelFolderWatcher(ModelUpdater updater, ModelProperties properties, Clock clock) {
        this.updater = updater;
        this.properties = properties;
        this.clock = clock;
    }

    @Override
    public void start() {
        updater.deployAtStartup();
        thread = new ThreadPoolTaskScheduler();
        thread.setThreadNamePrefix("models-");
        thread.initialize();
        if (properties.hasFolder()) {
            thread.scheduleWithFixedDelay(this::poll, properties.poll());
        }
    }

    private void poll() {
        try {
            updater.poll(clock.instant());
        } catch (RuntimeException fault) {
            LOG.warn(
                    "Polling the model folder {} failed. The next poll follows. Cause: {}",
                    properties.location(),
                    fault.toString());
        }
    }

    @Override
    public void stop() {
        thread.shutdown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return FIRST_PHASE;
    }
}
