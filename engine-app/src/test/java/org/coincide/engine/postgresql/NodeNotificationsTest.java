package org.coincide.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.atomic.AtomicInteger;
import org.coincide.engine.postgresql.NodeNotifications.Kind;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Notifications between two nodes on one PostgreSQL database. */
class NodeNotificationsTest {

    private final Database database = Databases.postgresql();
    private final AtomicInteger messages = new AtomicInteger();
    private final AtomicInteger work = new AtomicInteger();
    private final NodeNotifications first = node(database);
    private final NodeNotifications second = node(database);

    @AfterEach
    void stop() {
        first.stop();
        second.stop();
    }

    private void start() {
        first.on(Kind.MESSAGES, messages::incrementAndGet);
        first.on(Kind.WORK, work::incrementAndGet);
        first.start();
        second.start();
        await("the first look, after it began to listen").until(() -> messages.get() == 1 && work.get() == 1);
    }

    @Test
    void aNotificationReachesTheOtherNode() {
        start();
        second.send(Kind.MESSAGES);
        await().until(() -> messages.get() == 2);
        assertThat(work).hasValue(1);
    }

    @Test
    void aNodeIgnoresItsOwnNotifications() {
        start();
        first.send(Kind.MESSAGES);
        second.send(Kind.WORK);
        await().until(() -> work.get() == 2);
        assertThat(messages).hasValue(1);
    }

    @Test
    void aLostConnectionIsReplaced() {
        start();
        JdbcClient.create(source(database))
                .sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()")
                .query(Boolean.class)
                .list();
        await("a look after the reconnection").until(() -> messages.get() == 2);
        second.send(Kind.MESSAGES);
        await().until(() -> messages.get() == 3);
    }

    @Test
    void onHsqldbNobodyListens() {
        NodeNotifications alone = node(new Database("jdbc:hsqldb:mem:notifications", "SA", ""));
        alone.start();
        assertThat(alone.isRunning()).isFalse();
        alone.send(Kind.MESSAGES);
    }

    private static NodeNotifications node(Database database) {
        return new NodeNotifications(
                JdbcClient.create(source(database)), source(database), new ServerDatabase(database.url()));
    }

    private static DriverManagerDataSource source(Database database) {
        return new DriverManagerDataSource(database.url(), database.username(), database.password());
    }
}
