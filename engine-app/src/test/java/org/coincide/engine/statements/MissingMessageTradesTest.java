package org.coincide.engine.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.statements.MissingMessageTrades.MissingMessageTrade;
import org.coincide.engine.statements.MissingMessageTrades.VerifiedMessage;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The trades that are behind what a client has verified. */
class MissingMessageTradesTest {

    private static final int LIMIT = 100_000;

    private JdbcClient jdbc;
    private MissingMessageTrades trades;

    @BeforeEach
    void create() {
        var connections =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/migration", "classpath:db/hsqldb")
                .load()
                .migrate();
        jdbc = JdbcClient.create(connections);
        trades = new MissingMessageTrades(jdbc, Clock.systemUTC());
    }

    @Test
    void aLaterMessageReplacesTheEarlierOne() {
        trades.add("acme", List.of(new VerifiedMessage("one", 3, "c")));
        trades.add("acme", List.of(new VerifiedMessage("one", 4, "d"), new VerifiedMessage("two", 1, "a")));
        trades.add("acme", List.of(new VerifiedMessage("one", 2, "b")));
        assertThat(trades.all(10))
                .extracting(MissingMessageTrade::tradingId, MissingMessageTrade::sequence, MissingMessageTrade::digest)
                .containsExactlyInAnyOrder(tuple("one", 4L, "d"), tuple("two", 1L, "a"));
    }

    @Test
    void aClientHasALimitedNumber() {
        jdbc.sql(
                        "INSERT INTO trade_behind (trading_id, client_id, sequence, digest, found_at)"
                                + " SELECT 'trade-' || n, 'acme', 1, 'a', CURRENT_TIMESTAMP FROM UNNEST(SEQUENCE_ARRAY(1, ?, 1)) AS t (n)")
                .param(LIMIT - 1)
                .update();
        trades.add("acme", List.of(new VerifiedMessage("one", 1, "a"), new VerifiedMessage("two", 1, "a")));
        trades.add("acme", List.of(new VerifiedMessage("three", 1, "a")));
        trades.add("globex", List.of(new VerifiedMessage("four", 1, "a")));
        assertThat(trades.of(List.of("one", "two", "three", "four"))).containsOnlyKeys("one", "four");
    }
}
