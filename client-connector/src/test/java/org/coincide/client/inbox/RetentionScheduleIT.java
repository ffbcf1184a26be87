package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.coincide.client.support.ContractFiles;
import org.coincide.client.support.SettableClock;
import org.coincide.client.support.TradeMessages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.scheduling.config.ScheduledTaskHolder;

/** The nightly schedule of the ledger's retention, at a connector whose clock the test moves. */
class RetentionScheduleIT {

    /** Some hours after the messages of the contract's examples. */
    private static final Instant NOON = Instant.parse("2026-11-24T12:00:00Z");

    private static SettableClock clock;
    private static BrokerlessConnector client;

    @BeforeAll
    static void start() {
        clock = new SettableClock(NOON);
        client = BrokerlessConnector.onHsqldb(
                "acme", clock, "--coincide.retention.enabled=true", "--coincide.retention.trades=30d");
    }

    @AfterAll
    static void stop() {
        client.close();
    }

    @Test
    void anOldTradeIsRemovedInTheNightAtTheTimeOfTheSetting() {
        var order = ContractFiles.order("PO-" + UUID.randomUUID());
        assertThat(client.place(order).statusCode()).isEqualTo(202);
        var trade = TradeMessages.of(order);
        client.receive(trade.completeTrade().toList());
        assertThat(client.trade(trade.tradingId()).path("closed").asBoolean()).isTrue();

        runScheduleAt(NOON);
        runScheduleAt(night(30).plusSeconds(1));
        assertThat(statusOf(trade)).as("less than 30 days old").isEqualTo(200);

        runScheduleAt(night(31).minusSeconds(1));
        assertThat(statusOf(trade)).as("old, but before the night's time").isEqualTo(200);

        runScheduleAt(night(31).plusSeconds(1));
        assertThat(statusOf(trade)).isEqualTo(404);
        assertThat(client.jdbc()
                        .queryForObject("SELECT COUNT(*) FROM ledger_entry WHERE kind = 'REMOVAL'", Integer.class))
                .isEqualTo(1);
    }

    /** The time of the default setting, 4:00 UTC, some days after the trade. */
    private static Instant night(int days) {
        return NOON.truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(days).plusHours(4));
    }

    private static void runScheduleAt(Instant time) {
        clock.set(time);
        client.bean(ScheduledTaskHolder.class).getScheduledTasks().stream()
                .filter(task -> task.toString().endsWith(".history.RetentionSchedule.runAtNight"))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable()
                .run();
    }

    private static int statusOf(TradeMessages trade) {
        return client.get("/api/trades/" + trade.tradingId()).statusCode();
    }
}
