package org.coincide.engine.history;

import java.time.Instant;
import java.util.stream.Stream;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.retention.ExpiredRows;
import org.coincide.engine.retention.Removal;
import org.coincide.engine.retention.RetentionProperties;
import org.coincide.engine.support.SettableClock;
import org.springframework.context.ApplicationContext;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionOperations;

/** A node on the database of a server whose schedule of the retention follows a clock of its own. */
public final class NightlyNode {

    private final RetentionSchedule schedule;
    private final SettableClock clock = new SettableClock(Instant.EPOCH);

    /**
     * Creates the node from the beans of this context. Its schedule has not run yet.
     *
     * @param first further rows, which are removed before all others
     */
    public NightlyNode(ApplicationContext server, ExpiredRows... first) {
        this.schedule = new RetentionSchedule(
                server.getBean(ClientAccounts.class),
                server.getBean(TradeRemoval.class),
                Stream.concat(Stream.of(first), server.getBeansOfType(ExpiredRows.class).values().stream())
                        .toList(),
                server.getBean(Removal.class),
                server.getBean(TransactionOperations.class),
                server.getBean(RetentionProperties.class),
                server.getBean(RetentionNights.class),
                clock);
    }

    /** Runs the schedule at this time. */
    public void runAt(Instant time) {
        clock.set(time);
        schedule.runAtNight();
    }

    /** Returns whether the server itself calls its schedule periodically. */
    public static boolean isScheduled(ApplicationContext server) {
        return server.getBeansOfType(ScheduledTaskHolder.class).values().stream()
                .flatMap(holder -> holder.getScheduledTasks().stream())
                .anyMatch(task -> task.toString().equals(RetentionSchedule.class.getName() + ".runAtNight"));
    }
}
