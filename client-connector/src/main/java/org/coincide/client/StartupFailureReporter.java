package org.coincide.client;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalysisReporter;

/**
 * Reports why the start was refused, one line of the log per line of the report. Spring Boot's reporter, which is turned off, logs
 * one message with line breaks; the log's pattern replaces line breaks, to prevent log injection.
 */
final class StartupFailureReporter implements FailureAnalysisReporter {

    private static final Logger LOG = LoggerFactory.getLogger(StartupFailureReporter.class);

    @Override
    public void report(FailureAnalysis failure) {
        LOG.error("The client did not start.");
        report("Description", failure.getDescription());
        report("Action", failure.getAction());
        LOG.debug("Cause of the failed start", failure.getCause());
    }

    private static void report(String title, String text) {
        if (text != null) {
            LOG.error("{}:", title);
            text.lines().forEach(line -> LOG.error("  {}", line));
        }
    }
}
