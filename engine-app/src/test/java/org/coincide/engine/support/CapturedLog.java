package org.coincide.engine.support;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What one logger says while a test runs. Captured output would be that of all lanes. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

    private CapturedLog(Logger logger) {
        this.logger = logger;
    }

    /** Listens until it is closed. */
    public static CapturedLog of(String logger) {
        CapturedLog log = new CapturedLog((Logger) LoggerFactory.getLogger(logger));
        log.appender.start();
        log.logger.addAppender(log.appender);
        return log;
    }

    /** What was said so far, as it was said. */
    public List<String> messages() {
        synchronized (appender) {
            return appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
    }
}
