package org.coincide.client.answers;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.coincide.client.quarantine.WarningGroups;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.web.client.RestClientException;

/** Fetches and stores the answers of the server while warnings wait for one. Logs the first of several equal failures. */
@Component
class AnswerSchedule {

    private static final Logger LOG = LoggerFactory.getLogger(AnswerSchedule.class);

    /** A new warning can reach the server after the others of its group were acknowledged. */
    private static final Duration RECENT = Duration.ofDays(1);

    private final AnswerClient server;
    private final WarningGroups groups;
    private final ApplicationEventPublisher events;
    private final Clock clock;
    private volatile String failure;

    AnswerSchedule(AnswerClient server, WarningGroups groups, ApplicationEventPublisher events, Clock clock) {
        this.server = server;
        this.groups = groups;
        this.events = events;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "${coincide.answers.refresh-interval:1m}")
    void refresh() {
        if (!server.isEnabled()) {
            return;
        }
        try {
            if (groups.awaitServer(clock.instant().minus(RECENT)) && groups.answer(server.fetch())) {
                events.publishEvent(new AnswersChanged());
            }
            failure = null;
        } catch (IOException | RestClientException | DataAccessException | TransactionException e) {
            if (!String.valueOf(e.getMessage()).equals(failure)) {
                LOG.warn("Fetching the server's answers to warnings failed: {}", e.getMessage());
            }
            failure = String.valueOf(e.getMessage());
        }
    }
}
