package org.coincide.engine.lifecycle;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Releases the locks of jobs that end later than any lock of a running engine can. They were taken before the clock was set back, and
 * their jobs would wait for as long as the clock was ahead.
 */
@Component
class StaleJobLocks {

    private static final Logger LOG = LoggerFactory.getLogger(StaleJobLocks.class);

    private final JdbcClient jdbc;
    private final Clock clock;
    private final Duration longest;

    /** @param lockTime milliseconds; twice this time tolerates nodes whose clocks differ */
    StaleJobLocks(
            JdbcClient jdbc, Clock clock, @Value("${camunda.bpm.job-execution.lock-time-in-millis}") long lockTime) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.longest = Duration.ofMillis(lockTime).multipliedBy(2);
    }

    @Scheduled(fixedDelayString = "10s")
    void release() {
        int released = jdbc.sql(
                        """
                        UPDATE ACT_RU_JOB SET LOCK_OWNER_ = NULL, LOCK_EXP_TIME_ = NULL, REV_ = REV_ + 1
                        WHERE LOCK_EXP_TIME_ > ?""")
                .param(Timestamp.from(clock.instant().plus(longest)))
                .update();
        if (released > 0) {
            LOG.warn("Released {} jobs that were locked before the clock was set back.", released);
        }
    }
}
