package org.coincide.engine.models;

import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/** Has the models deployed before the first order can come, and then looks into the folder from time to time. */
@Component
class ModelFolderWatcher implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ModelFolderWatcher.class);

    /** Broker and listeners come later. */
    private static final int BEFORE_ALL_OTHERS = -1;

    private final ModelUpdater desk;
    private final ModelProperties settings;
    private final Clock clock;
    private ThreadPoolTaskScheduler thread;

    ModelFolderWatcher(ModelUpdater desk, ModelProperties settings, Clock clock) {
        this.desk = desk;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        desk.open();
        thread = new ThreadPoolTaskScheduler();
        thread.setThreadNamePrefix("models-");
        thread.initialize();
        if (settings.watchesAFolder()) {
            thread.scheduleWithFixedDelay(this::look, settings.poll());
        }
    }

    private void look() {
        try {
            desk.look(clock.instant());
        } catch (RuntimeException fault) {
            LOG.warn(
                    "The models in {} could not be looked at; next try follows: {}",
                    settings.location(),
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
        return BEFORE_ALL_OTHERS;
    }
}
