package org.coincide.engine.jobs;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Accepted orders that have not begun: their first job is due. */
@Component
public class WaitingOrders {

    private final JdbcClient jdbc;
    private final DueJobs due;
    private final Clock clock;

    WaitingOrders(JdbcClient jdbc, DueJobs due, Clock clock) {
        this.jdbc = jdbc;
        this.due = due;
        this.clock = clock;
    }

    /** Counts the orders. Runs a statement only while due jobs wait in the database. */
    public Count count() {
        if (!due.areWaiting()) {
            return Count.NONE;
        }
        return jdbc.sql(
                        """
                        SELECT COUNT(*), MIN(RES.CREATE_TIME_) FROM ACT_RU_JOB RES
                        WHERE RES.PRIORITY_ <= ? AND RES.RETRIES_ > 0 AND RES.SUSPENSION_STATE_ = 1
                        AND (RES.DUEDATE_ IS NULL OR RES.DUEDATE_ <= ?)""")
                .params(NewOrderPriority.VALUE, Timestamp.from(clock.instant()))
                .query((row, number) -> new Count(row.getLong(1), instant(row.getTimestamp(2))))
                .single();
    }

    private static Instant instant(Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    /**
     * A number of orders.
     *
     * @param oldest time at which the oldest order was accepted; null without orders
     */
    public record Count(long orders, Instant oldest) {

        /** No orders. */
        public static final Count NONE = new Count(0, null);
    }
}
