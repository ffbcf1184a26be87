package org.coincide.engine.monitoring;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.engine.statements.StatementConfirmation;
import org.coincide.engine.trade.status.Statuses;

/**
 * The figures of one count.
 *
 * @param openTrades number of open trades by their three statuses
 * @param oldestUnsent time of the oldest message that is not sent and not held; empty if there is none
 * @param openTasks number of open tasks by candidate group
 */
record Figures(
        Instant countedAt,
        Map<Statuses, Long> openTrades,
        long unsent,
        Optional<Instant> oldestUnsent,
        List<StatementConfirmation> confirmations,
        long deadLetters,
        long orphanedTrades,
        EngineFigures engine) {

    /** The figures of the engine. */
    record EngineFigures(long incidents, long executableJobs, Map<String, Long> openTasks, long overdueTasks) {}
}
