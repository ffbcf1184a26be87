package org.coincide.engine.postgresql;

import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;

/**
 * Notifications among the nodes on one PostgreSQL database, by which a node tells the others that it has stored something for them. A lost
 * notification delays work until the next poll, and loses nothing. On HSQLDB, which serves one node, nobody sends or listens.
 */
@Component
public class NodeNotifications implements SmartLifecycle {

    /** The contents of a notification. */
    public enum Kind {
        /** Messages that the holder of the relay's lease has to send. */
        MESSAGES,
        /** Anything that a poll looks for. */
        WORK,
        /** A definition of a process, a decision or a job that was deployed, suspended, activated or deleted. */
        DEFINITIONS;

        private String channel() {
            return "coincide_" + name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Logger LOG = LoggerFactory.getLogger(NodeNotifications.class);

    private static final int BEFORE_THE_RELAY = 900;
    private static final int THREADS = 2;
    /** Longest wait on the socket, so that a stop is noticed. It costs the database nothing. */
    private static final int WAIT_MILLIS = 500;
    /** Time after which the connection must prove that it still works. */
    private static final Duration RENEWAL = Duration.ofMinutes(1);
    /** Pause before the next attempt to listen. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final JdbcClient jdbc;
    private final DataSource database;
    private final boolean supported;
    /** Distinguishes the node's own notifications. */
    private final String node = Long.toHexString(new SecureRandom().nextLong());

    private final Map<Kind, Runnable> actions = new EnumMap<>(Kind.class);
    private volatile ThreadPoolTaskScheduler threads;

    NodeNotifications(JdbcClient jdbc, DataSource database, ServerDatabase kind) {
        this.jdbc = jdbc;
        this.database = database;
        this.supported = kind.isPostgresql();
    }

    /** Runs a short action after each notification of another node, and after each reconnection. Called before the start. */
    public void on(Kind kind, Runnable action) {
        actions.put(kind, action);
    }

    /** Notifies all other nodes, in a thread of its own. Called after the commit. */
    public void send(Kind kind) {
        ThreadPoolTaskScheduler running = threads;
        if (running != null) {
            running.execute(() -> sendNow(kind));
        }
    }

    private void sendNow(Kind kind) {
        try {
            jdbc.sql("SELECT pg_notify(?, ?)")
                    .params(kind.channel(), node)
                    .query((row, index) -> true)
                    .list();
        } catch (DataAccessException unavailable) {
            LOG.debug("The other nodes are not notified. Their next poll finds the work.", unavailable);
        }
    }

    /** Holds one connection of the pool while it listens. */
    private void listen() {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            if (!connection.isWrapperFor(PGConnection.class)) {
                return;
            }
            for (Kind kind : actions.keySet()) {
                statement.execute("LISTEN " + kind.channel());
            }
            actions.values().forEach(Runnable::run);
            while (isRunning()) {
                receive(connection.unwrap(PGConnection.class));
                statement.execute("SELECT 1");
            }
            statement.execute("UNLISTEN *");
        } catch (SQLException | RuntimeException unavailable) {
            LOG.debug("Notifications of other nodes cannot be received. Polls find their work.", unavailable);
        }
    }

    private void receive(PGConnection connection) throws SQLException {
        long start = System.nanoTime();
        while (isRunning() && System.nanoTime() - start < RENEWAL.toNanos()) {
            for (PGNotification notification : connection.getNotifications(WAIT_MILLIS)) {
                if (!notification.getParameter().equals(node)) {
                    act(notification.getName());
                }
            }
        }
    }

    private void act(String channel) {
        actions.forEach((kind, action) -> {
            if (kind.channel().equals(channel)) {
                action.run();
            }
        });
    }

    @Override
    public void start() {
        if (supported) {
            ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
            starting.setThreadNamePrefix("notifications-");
            starting.setPoolSize(THREADS);
            starting.setDaemon(true);
            starting.initialize();
            threads = starting;
            starting.scheduleWithFixedDelay(this::listen, PAUSE);
        }
    }

    /** Waits until the connection is returned to the pool. */
    @Override
    public void stop() {
        ThreadPoolTaskScheduler running = threads;
        threads = null;
        if (running == null) {
            return;
        }
        running.setWaitForTasksToCompleteOnShutdown(true);
        running.setAwaitTerminationMillis(2L * WAIT_MILLIS);
        running.shutdown();
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    /**
     * Before the relay at a start, and after it at a stop: Spring stops a bean together with its dependents, so that the relay would stop
     * before the jobs, and the end of the listeners would not be waited for.
     */
    @Override
    public int getPhase() {
        return BEFORE_THE_RELAY;
    }
}
