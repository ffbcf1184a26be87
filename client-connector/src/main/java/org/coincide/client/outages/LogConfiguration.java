package org.coincide.client.outages;

import ch.qos.logback.classic.LoggerContext;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Adds the filter of this program to the log before messages are processed, and removes it at the end. */
@Component
class LogConfiguration implements SmartLifecycle {

    private final LogFilter filter;
    private volatile boolean running;

    LogConfiguration(FailureLog failures) {
        this.filter = new LogFilter(failures);
    }

    @Override
    public void start() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.addTurboFilter(filter);
        }
        running = true;
    }

    @Override
    public void stop() {
        if (LoggerFactory.getILoggerFactory() instanceof LoggerContext log) {
            log.getTurboFilterList().remove(filter);
        }
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** First at the start, last at the stop. */
    @Override
    public int getPhase() {
        return Integer.MIN_VALUE;
    }
}
