package org.coincide.engine.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.FutureTask;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.coincide.engine.support.TcpProxy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.GenericApplicationContext;

/** The begin of a stop with databases in several states. The pool has one connection. */
@Isolated("Interrupts all threads that wait for a connection of any pool")
class UnreachableDatabaseListenerTest {

    private static final Database POSTGRESQL = Databases.postgresql();
    private static final URI ADDRESS = URI.create(POSTGRESQL.url().substring("jdbc:".length()));

    /** For a wait that ends only by its time-out. */
    private static final Duration SHORT = Duration.ofSeconds(1);

    /** For a wait that has to end before, also on a busy machine. */
    private static final Duration LONG = Duration.ofMinutes(1);

    /** Longer than this test awaits anything, so no wait for a connection ends by itself. */
    private static final Duration POOL = Duration.ofMinutes(5);

    private final TcpProxy proxy = new TcpProxy(ADDRESS.getPort());
    private final ApplicationContext context = new GenericApplicationContext();
    private final HikariDataSource pool = new HikariDataSource();

    @BeforeEach
    void aPoolWithALongTimeOut() {
        pool.setConnectionTimeout(POOL.toMillis());
    }

    @AfterEach
    void end() {
        pool.close();
        proxy.close();
    }

    @Test
    void theStopDoesNotWaitForAClosedDatabase() throws SQLException {
        open(proxied(ADDRESS.getPath())).close();
        proxy.refuse();
        stop(context);

        assertRefuses();
    }

    @Test
    void theStopDoesNotWaitForASilentDatabase() throws SQLException {
        Connection busy = open(proxied(ADDRESS.getPath()));
        proxy.drop();
        FutureTask<Boolean> statement =
                new FutureTask<>(() -> busy.createStatement().execute("SELECT 1"));
        new Thread(statement, "statement").start();
        stop(context, SHORT);

        assertRefuses();
        await("the end of a statement that waits").until(statement::isDone);
        assertThatThrownBy(statement::get).hasCauseInstanceOf(SQLException.class);
    }

    /** The stop waits for the threads that wait for a connection. */
    @Test
    void waitsForAConnectionThatBeganBeforeEnd() throws SQLException {
        open(proxied(ADDRESS.getPath()));
        FutureTask<Connection> waiting = new FutureTask<>(pool::getConnection);
        new Thread(waiting, "waiting").start();
        await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 1);
        proxy.refuse();
        stop(context);

        await("the end of the wait").until(waiting::isDone);
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(SQLException.class);
    }

    @Test
    void aReachableDatabaseCanBeUsedByTheStop() throws SQLException {
        Connection busy = open(proxied(ADDRESS.getPath()));
        stop(context);

        assertThat(pool.isClosed()).isFalse();
        busy.close();
        pool.getConnection().close();
    }

    @Test
    void aDatabaseThatRefusesALoginIsReachable() {
        pool.setConnectionTimeout(SHORT.toMillis());
        assertThatThrownBy(() -> open(proxied("/unknown"))).isInstanceOf(SQLException.class);
        stop(context);

        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    void theEndOfAnotherContextChangesNothing() throws SQLException {
        open(proxied(ADDRESS.getPath())).close();
        proxy.refuse();
        stop(new GenericApplicationContext());

        assertThat(pool.isClosed()).isFalse();
    }

    @Test
    void hsqldbIsNotChecked() throws SQLException {
        open("jdbc:hsqldb:mem:" + UUID.randomUUID()).close();
        stop(context);

        assertThat(pool.isClosed()).isFalse();
    }

    private void assertRefuses() {
        assertThat(pool.isClosed()).isTrue();
        assertThatThrownBy(pool::getConnection).isInstanceOf(SQLException.class).hasMessageContaining("closed");
    }

    private String proxied(String database) {
        return "jdbc:postgresql://localhost:" + proxy.port() + database;
    }

    private Connection open(String url) throws SQLException {
        pool.setJdbcUrl(url);
        boolean postgresql = url.startsWith("jdbc:postgresql:");
        pool.setUsername(postgresql ? POSTGRESQL.username() : "SA");
        pool.setPassword(postgresql ? POSTGRESQL.password() : "");
        pool.setMaximumPoolSize(1);
        pool.setInitializationFailTimeout(-1);
        return pool.getConnection();
    }

    private void stop(ApplicationContext closed) {
        stop(closed, LONG);
    }

    private void stop(ApplicationContext closed, Duration databaseCheck) {
        new UnreachableDatabaseListener(
                        pool, new ServerDatabase(pool.getJdbcUrl()), new StopProperties(databaseCheck), context)
                .close(new ContextClosedEvent(closed));
    }
}
