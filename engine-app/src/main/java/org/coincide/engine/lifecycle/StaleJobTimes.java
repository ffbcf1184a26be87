package org.coincide.engine.lifecycle;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Corrects times of jobs that were set before the clock was set back; their jobs would wait for as long as the clock was ahead. A lock
 * that ends later than any lock of a running engine can is released. Retries are due at once after each start, because their time
 * cannot be compared with anything: a retry cycle has pauses of any length. Timers keep their time.
 */
@Component
class StaleJobTimes {

    private static final Logger LOG = LoggerFactory.getLogger(StaleJobTimes.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longestLock;
    private final Poll poll;
    private boolean retried;

    /** @param lockTime milliseconds; twice this time tolerates nodes whose clocks differ */
    StaleJobTimes(
            JdbcClient jdbc,
            Clock clock,
            @Value("${camunda.bpm.job-execution.lock-time-in-millis}") long lockTime,
            Polls polls) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.poll = polls.create();
        this.longestLock = Duration.ofMillis(lockTime).multipliedBy(2);
    }

    @Scheduled(fixedDelayString = "10s")
    void correct() {
        if (!retried) {
            retryAtOnce();
            retried = true;
        }
        if (poll.isDue()) {
            releaseLocks();
        }
    }

    private void retryAtOnce() {
        Timestamp now = Timestamp.from(clock.instant());
        int waiting = jdbc.sql(
                        """
                        UPDATE ACT_RU_JOB SET DUEDATE_ = ?, REV_ = REV_ + 1
                        WHERE DUEDATE_ > ? AND RETRIES_ > 0 AND (TYPE_ = 'message' OR EXCEPTION_STACK_ID_ IS NOT NULL)""")
                .params(now, now)
                .update();
        if (waiting > 0) {
            LOG.info("{} jobs that failed before the start are executed again at once.", waiting);
        }
    }

    private void releaseLocks() {
        int released = jdbc.sql(
                        """
                        UPDATE ACT_RU_JOB SET LOCK_OWNER_ = NULL, LOCK_EXP_TIME_ = NULL, REV_ = REV_ + 1
                        WHERE LOCK_EXP_TIME_ > ?""")
                .param(Timestamp.from(clock.instant().plus(longestLock)))
                .update();
        if (released > 0) {
            LOG.warn("Released {} jobs that were locked before the clock was set back.", released);
        }
    }
}
