package org.coincide.engine.hsqldb;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Opens connections on which a statement or a commit succeeds only if what it stored is durable. HSQLDB reports success also if its
 * log could not be written; {@link HsqldbStore} knows better. Every end of a transaction waits until the log is on the disk, also if the
 * transaction only read: it may have read what another has committed a moment before.
 */
final class GuardedDataSource extends DelegatingDataSource {

    private final HsqldbStore store;

    GuardedDataSource(DataSource database, HsqldbStore store) {
        super(database);
        this.store = store;
    }

    @Override
    public Connection getConnection() throws SQLException {
        store.requireOpen();
        return guarded(super.getConnection());
    }

    @Override
    public Connection getConnection(String user, String password) throws SQLException {
        store.requireOpen();
        return guarded(super.getConnection(user, password));
    }

    /** The time that the pool, when it closes, waits for connections that are being opened. */
    @Override
    public int getLoginTimeout() {
        return 5;
    }

    private Connection guarded(Connection connection) throws SQLException {
        try {
            int opened = store.attach(connection);
            return proxy(Connection.class, new ConnectionGuard(connection, opened));
        } catch (SQLException refused) {
            connection.close();
            throw refused;
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(GuardedDataSource.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    /** Calls the method on the guarded object. */
    private abstract static class Guard implements InvocationHandler {

        private final Object guarded;

        Guard(Object guarded) {
            this.guarded = guarded;
        }

        Object call(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (method.getName().equals("equals")) {
                return proxy == arguments[0];
            }
            try {
                return method.invoke(guarded, arguments);
            } catch (InvocationTargetException failure) {
                throw failure.getTargetException();
            }
        }
    }

    private final class ConnectionGuard extends Guard {

        private final int opened;
        private volatile boolean commitsEachStatement = true;
        private volatile boolean executed;

        ConnectionGuard(Connection connection, int opened) {
            super(connection);
            this.opened = opened;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            Object result = call(proxy, method, arguments);
            switch (method.getName()) {
                case "commit" -> {
                    awaitSynced();
                    store.requireDurable(opened);
                }
                case "rollback" -> awaitSynced();
                case "setAutoCommit" -> {
                    awaitSynced();
                    commitsEachStatement = (boolean) arguments[0];
                }
                default -> {}
            }
            return result instanceof Statement statement
                    ? proxy(
                            method.getReturnType().asSubclass(Statement.class),
                            new StatementGuard(statement, this, sql(arguments)))
                    : result;
        }

        void noteExecution() {
            executed = true;
            if (commitsEachStatement) {
                awaitSynced();
            }
        }

        /** Waits at the end of a transaction, but not at its beginning, when it has read nothing. */
        private void awaitSynced() {
            if (executed) {
                executed = false;
                store.awaitSynced();
            }
        }
    }

    private final class StatementGuard extends Guard {

        private final ConnectionGuard connection;
        private final String prepared;

        StatementGuard(Statement statement, ConnectionGuard connection, String prepared) {
            super(statement);
            this.connection = connection;
            this.prepared = prepared;
        }

        @Override
        public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().startsWith("execute")) {
                return call(proxy, method, arguments);
            }
            String sql = sql(arguments);
            store.requireWritable(connection.opened, sql == null ? prepared : sql);
            try {
                Object result = call(proxy, method, arguments);
                connection.noteExecution();
                store.requireDurable(connection.opened);
                return result;
            } catch (SQLException failure) {
                throw store.inspect(failure);
            }
        }
    }

    private static String sql(Object[] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String sql ? sql : null;
    }
}
