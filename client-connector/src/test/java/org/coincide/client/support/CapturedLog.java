package org.coincide.client.support;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.read.ListAppender;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.slf4j.LoggerFactory;

/** The events of one logger while a test runs. The output of the JVM would contain those of all lanes. */
public final class CapturedLog implements AutoCloseable {

    private final Logger logger;
    private final Level level;
    private final List<Appender<ILoggingEvent>> detached = new ArrayList<>();
    private final ListAppender<ILoggingEvent> appender = new ListAppender<>() {

        /** Reads the context now: it belongs to the thread. */
        @Override
        protected void append(ILoggingEvent event) {
            event.getMDCPropertyMap();
            super.append(event);
        }
    };

    private CapturedLog(Logger logger) {
        this.logger = logger;
        this.level = logger.getLevel();
    }

    /** Captures the events of a logger and of the loggers below, until closed. */
    public static CapturedLog of(String logger) {
        return new CapturedLog(logger(logger)).capture();
    }

    /** Captures the events of a logger at the level DEBUG, until closed, and keeps them off the console. */
    public static CapturedLog ofDebug(String name) {
        CapturedLog log = new CapturedLog(logger(name));
        log.logger.setLevel(Level.DEBUG);
        log.logger.setAdditive(false);
        return log.capture();
    }

    /** Captures the events of all loggers at the level DEBUG, until closed, and keeps them off the console. */
    public static CapturedLog ofAllAtDebug() {
        CapturedLog log = new CapturedLog(logger(org.slf4j.Logger.ROOT_LOGGER_NAME));
        log.logger.iteratorForAppenders().forEachRemaining(log.detached::add);
        log.detached.forEach(log.logger::detachAppender);
        log.logger.setLevel(Level.DEBUG);
        return log.capture();
    }

    private static Logger logger(String name) {
        return (Logger) LoggerFactory.getLogger(name);
    }

    private CapturedLog capture() {
        appender.start();
        logger.addAppender(appender);
        return this;
    }

    /** The formatted messages so far. */
    public List<String> messages() {
        synchronized (appender) {
            return appender.list.stream()
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    /** The formatted messages so far that have a stack trace. */
    public List<String> messagesWithStackTrace() {
        synchronized (appender) {
            return appender.list.stream()
                    .filter(event -> event.getThrowableProxy() != null)
                    .map(ILoggingEvent::getFormattedMessage)
                    .toList();
        }
    }

    /** The values of a name in the context of the events so far. */
    public Set<String> contextValues(String name) {
        synchronized (appender) {
            return appender.list.stream()
                    .map(event -> event.getMDCPropertyMap().get(name))
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
        }
    }

    @Override
    public void close() {
        logger.detachAppender(appender);
        logger.setLevel(level);
        logger.setAdditive(true);
        detached.forEach(logger::addAppender);
    }
}
