package org.coincide.engine.web.connector;

import org.camunda.bpm.engine.rest.impl.FetchAndLockContextListener;
import org.camunda.bpm.engine.rest.spi.FetchAndLockHandler;
import org.camunda.bpm.spring.boot.starter.rest.CamundaBpmRestInitializer;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The workers that wait for tasks, by long requests. At a stop they are answered first, because the web server waits for the end of each
 * request, and engine-rest answers them only after that.
 */
@Component
class WaitingWorkers implements SmartLifecycle {

    private final ObjectProvider<CamundaBpmRestInitializer> engineRest;
    private volatile boolean running;

    WaitingWorkers(ObjectProvider<CamundaBpmRestInitializer> engineRest) {
        this.engineRest = engineRest;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        FetchAndLockHandler waiting = FetchAndLockContextListener.getFetchAndLockHandler();
        if (waiting != null && engineRest.getIfAvailable() != null) {
            waiting.shutdown();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the web server, at a stop. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
