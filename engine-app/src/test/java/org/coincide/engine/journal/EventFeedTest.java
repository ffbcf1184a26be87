package org.coincide.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.coincide.engine.journal.EventFeed.FeedEvent;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.coincide.engine.support.PlannedDatabase;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The positions of messages in the feed of a client. */
class EventFeedTest {

    private static final String HSQLDB = "hsqldb";
    private static final String POSTGRESQL = "postgresql";

    /** With 40,000 messages, the first request of a client took four minutes, since each hundred positions read all messages. */
    @Test
    void messagesWithoutAPositionAreReadInTheOrderOfTheIndex() {
        PlannedDatabase database = new PlannedDatabase();
        new EventFeed(JdbcClient.create(database), null, Clock.systemUTC()).withoutPosition("shop", 100, Hold.NONE);

        assertThat(database.plan())
                .contains("index=JOURNAL_FEED")
                .containsPattern(
                        "order by=\\[\\s*COLUMN: PUBLIC.JOURNAL.CLIENT_ID\\s*COLUMN: PUBLIC.JOURNAL.FEED_POSITION"
                                + "\\s*COLUMN: PUBLIC.JOURNAL.ID\\s*uses index]");
    }

    @Test
    void messagesOfAFeedAreReadInTheOrderOfTheIndex() {
        PlannedDatabase database = new PlannedDatabase();
        new EventFeed(JdbcClient.create(database), null, Clock.systemUTC()).after("shop", 5, 100);

        assertThat(database.plan()).contains("index=JOURNAL_FEED", "uses index");
    }

    @ParameterizedTest
    @ValueSource(strings = {HSQLDB, POSTGRESQL})
    void messagesGetPositionsInTheirOrderAFewAtOnce(String vendor) {
        JdbcTemplate jdbc = new JdbcTemplate(database(vendor));
        EventFeed feed = new EventFeed(JdbcClient.create(jdbc), jdbc, Clock.systemUTC());
        feed.create("shop");
        LongStream.of(7, 3, 5, 9, 1).forEach(id -> store(jdbc, id, "shop"));
        store(jdbc, 4, "another");

        assertThat(feed.assignPositions("shop", 2, Hold.NONE)).isEqualTo(2);
        store(jdbc, 2, "shop");
        assertThat(feed.assignPositions("shop", 3, Hold.NONE)).isEqualTo(3);
        assertThat(feed.assignPositions("shop", 3, Hold.NONE)).isEqualTo(1);
        assertThat(feed.assignPositions("shop", 3, Hold.NONE)).isZero();

        assertThat(feed.after("shop", 0, 10))
                .extracting(FeedEvent::body)
                .containsExactly("{1}", "{3}", "{2}", "{5}", "{7}", "{9}");
        assertThat(feed.after("shop", 4, 10)).extracting(FeedEvent::position).containsExactly(5L, 6L);
    }

    @Test
    void postgresqlRefusesOnePositionOfTwoMessages() {
        JdbcTemplate jdbc = new JdbcTemplate(database(POSTGRESQL));
        List.of(1L, 2L).forEach(id -> store(jdbc, id, "shop"));
        jdbc.update("UPDATE journal SET feed_position = 1 WHERE id = 1");

        assertThatExceptionOfType(DuplicateKeyException.class)
                .isThrownBy(() -> jdbc.update("UPDATE journal SET feed_position = 1 WHERE id = 2"));
    }

    private static DriverManagerDataSource database(String vendor) {
        Database database = vendor.equals(POSTGRESQL)
                ? Databases.postgresql()
                : new Database("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        DriverManagerDataSource connections =
                new DriverManagerDataSource(database.url(), database.username(), database.password());
        Flyway.configure()
                .dataSource(connections)
                .locations("classpath:db/migration", "classpath:db/" + vendor)
                .load()
                .migrate();
        return connections;
    }

    private static void store(JdbcTemplate jdbc, long id, String client) {
        jdbc.update(
                "INSERT INTO journal (id, client_id, event_id, body, recorded_at, unsent) VALUES (?, ?, ?, ?, CURRENT_TIMESTAMP, FALSE)",
                id,
                client,
                "event-" + id,
                "{" + id + "}");
    }
}
