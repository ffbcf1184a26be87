package org.coincide.engine.operations.trades;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.coincide.engine.operations.trades.OpenTasks.GroupTasks;
import org.coincide.engine.operations.trades.TradeConditions.Flag;
import org.coincide.engine.trade.TradeSearch;
import org.coincide.engine.trade.TradeSearch.Lifecycle;
import org.coincide.engine.trade.TradeSearch.StatusCount;
import org.coincide.engine.warnings.ClientWarnings.WarningCount;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/operations/overview}: the numbers of the operators' first page. */
@RestController
class OverviewResource {

    /**
     * The state of all trades.
     *
     * @param since start of the time for which finished trades are counted
     * @param open open trades by status, of each lifecycle
     * @param finished trades that finished since then, by status of the order
     * @param flagged trades with each flag
     * @param tasks tasks that wait for people, by group
     * @param failingMessages messages that block their queue at this node
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Overview(
            Instant at,
            Instant since,
            Map<Lifecycle, List<StatusCount>> open,
            List<StatusCount> finished,
            Map<Flag, Long> flagged,
            List<GroupTasks> tasks,
            Unsent unsent,
            List<SilentClient> unconfirmed,
            List<WarningCount> warnings,
            int failingMessages,
            long deadLetters) {}

    /**
     * The messages to clients that are not sent yet.
     *
     * @param messages their number, at most {@code coincide.operations.count-up-to}
     * @param more whether there are more
     * @param oldest time of the oldest; null without any
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Unsent(long messages, boolean more, Instant oldest) {}

    /**
     * A client that has not confirmed the last messages of trades for a while.
     *
     * @param lastReceipt null if the client has never sent a receipt
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SilentClient(String clientId, long trades, Instant lastReceipt) {}

    private final TradeSearch search;
    private final TradeConditions conditions;
    private final OpenTasks tasks;
    private final ClientMessageCounts messageCounts;
    private final OperationsProperties properties;
    private final Clock clock;

    OverviewResource(
            TradeSearch search,
            TradeConditions conditions,
            OpenTasks tasks,
            ClientMessageCounts messageCounts,
            OperationsProperties properties,
            Clock clock) {
        this.properties = properties;
        this.search = search;
        this.conditions = conditions;
        this.tasks = tasks;
        this.messageCounts = messageCounts;
        this.clock = clock;
    }

    @GetMapping(path = "/api/operations/overview", produces = MediaType.APPLICATION_JSON_VALUE)
    Overview overview() {
        Instant now = clock.instant();
        Instant recently = now.minus(properties.recent());
        Map<Flag, Long> flagged = new EnumMap<>(Flag.class);
        for (Flag flag : Flag.values()) {
            if (flag != Flag.UNCONFIRMED) {
                flagged.put(flag, search.count(conditions.of(flag)));
            }
        }
        Map<String, Long> unconfirmed = search.countByClient(conditions.of(Flag.UNCONFIRMED));
        flagged.put(
                Flag.UNCONFIRMED,
                unconfirmed.values().stream().mapToLong(Long::longValue).sum());
        return new Overview(
                now,
                recently,
                search.countOpen(),
                search.countClosed(recently),
                flagged,
                tasks.byGroup(),
                messageCounts.unsent(),
                messageCounts.silent(unconfirmed),
                messageCounts.warnings(),
                messageCounts.failingMessages(),
                messageCounts.deadLetters());
    }
}
