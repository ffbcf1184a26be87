package org.coincide.client.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.coincide.client.support.ClientDatabase;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

class QuarantinedMessagesTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final JdbcTemplate database = new JdbcTemplate(ClientDatabase.create());
    private final QuarantinedMessages quarantine = new QuarantinedMessages(JdbcClient.create(database), database);

    @Test
    void aMessageOfAnUnknownTradeWaitsForAnInterval() {
        store(NOW.minus(INTERVAL.dividedBy(2)));
        assertThat(waiting(NOW)).isEmpty();
        assertThat(waiting(NOW.plus(INTERVAL))).containsExactly("trade");
    }

    @Test
    void anOldMessageOfAnUnknownTradeIsForgotten() {
        store(NOW.minus(Duration.ofDays(2)));
        assertThat(waiting(NOW)).isEmpty();
    }

    @Test
    void aMessageFromTheFutureCountsAfterTheClockWasSetBack() {
        store(NOW.plus(Duration.ofHours(1)));
        assertThat(waiting(NOW)).containsExactly("trade");
    }

    private List<String> waiting(Instant now) {
        return quarantine.waitingForUnknownTrade(now, Duration.ofDays(1), INTERVAL);
    }

    private void store(Instant receivedAt) {
        JdbcClient.create(database)
                .sql(
                        """
                        INSERT INTO quarantine (id, dedupe_key, state, warning_type, received_at, trading_id, kind, body, body_size)
                        VALUES ('id', 'key', 'WAITING', 'UNKNOWN_TRADE', ?, 'trade', 'TextMessage', '', 0)""")
                .param(receivedAt.atOffset(ZoneOffset.UTC))
                .update();
    }
}
