package org.coincide.client.storage;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.util.ConcurrentBag;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.jdbc.DataSourceUnwrapper;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Closes the pool of connections as the first step of a stop if PostgreSQL is unreachable. Otherwise each further step would wait for a
 * connection until the pool's time-out, and the stop would take longer than an operating system or a container waits before it kills the
 * client. Nothing is lost that a killed client would not lose: see ADR 102.
 */
@Component
class UnreachableDatabaseListener {

    private static final Logger LOG = LoggerFactory.getLogger(UnreachableDatabaseListener.class);

    /** Class of SQL states for a connection that cannot be established, or is lost. */
    private static final String NO_CONNECTION = "08";

    /** Class of SQL states for a database that starts or stops. */
    private static final String STARTS_OR_STOPS = "57P";

    /** The place where a thread waits for a connection of the pool. */
    private static final Predicate<StackTraceElement> WAITS =
            call -> call.getClassName().equals(ConcurrentBag.class.getName())
                    && call.getMethodName().equals("borrow");

    private final DataSource database;
    private final Duration longest;
    private final ApplicationContext context;

    UnreachableDatabaseListener(DataSource database, StopProperties properties, ApplicationContext context) {
        this.database = database;
        this.longest = properties.databaseCheck();
        this.context = context;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void close(ContextClosedEvent closing) {
        HikariDataSource pool = DataSourceUnwrapper.unwrap(database, HikariDataSource.class);
        if (pool != null && isPostgresql(pool) && closing.getApplicationContext() == context) {
            failure(pool).ifPresent(unreachable -> close(pool, unreachable));
        }
    }

    private static boolean isPostgresql(HikariDataSource pool) {
        return DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl()) == DatabaseDriver.POSTGRESQL;
    }

    /** Ends all transactions, and refuses further ones. Does not wait until the pool has given up its attempts to connect. */
    private static void close(HikariDataSource pool, SQLException unreachable) {
        LOG.warn("The database is unreachable. The client stops without it. Cause: {}", unreachable.getMessage());
        Thread closing = new Thread(pool::close, "database-close");
        closing.setDaemon(true);
        closing.start();
        while (!pool.isClosed()) {
            Thread.onSpinWait();
        }
        endWaits();
    }

    /** Ends the waits for a connection that began before. The pool knows their number, but not their threads. */
    private static void endWaits() {
        Thread.getAllStackTraces().forEach((thread, stack) -> {
            if (Stream.of(stack).anyMatch(WAITS)) {
                thread.interrupt();
            }
        });
    }

    /** Connects without the pool, whose connections may all be in use. Returns the failure of an unreachable database. */
    private Optional<SQLException> failure(HikariDataSource pool) {
        try {
            DriverManager.getConnection(pool.getJdbcUrl(), properties(pool)).close();
            return Optional.empty();
        } catch (SQLException failure) {
            String state = String.valueOf(failure.getSQLState());
            return state.startsWith(NO_CONNECTION) || state.startsWith(STARTS_OR_STOPS)
                    ? Optional.of(failure)
                    : Optional.empty();
        }
    }

    private Properties properties(HikariDataSource pool) {
        Properties properties = new Properties();
        pool.getDataSourceProperties()
                .forEach((name, value) -> properties.setProperty(name.toString(), value.toString()));
        // The driver tries several kinds of encryption, each with the limits of its own settings.
        properties.setProperty("loginTimeout", Long.toString(longest.toSeconds()));
        if (pool.getUsername() != null) {
            properties.setProperty("user", pool.getUsername());
        }
        if (pool.getPassword() != null) {
            properties.setProperty("password", pool.getPassword());
        }
        return properties;
    }
}
