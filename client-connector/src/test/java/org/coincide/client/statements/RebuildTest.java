package org.coincide.client.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.coincide.client.requests.InquiryPublisher;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The state of a rebuild that several threads ask for, and whose transaction may roll back. */
class RebuildTest {

    private final CountDownLatch looked = new CountDownLatch(1);
    private final CountDownLatch goOn = new CountDownLatch(1);
    private final DataSource database = new DelegatingDataSource(database()) {
        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return Thread.currentThread().getName().equals("slow") ? slowlyClosed(connection) : connection;
        }
    };
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(database));
    private final Rebuild rebuild =
            new Rebuild(jdbc, mock(ServerStatements.class), mock(InquiryPublisher.class), Clock.systemUTC());

    @BeforeEach
    void createTable() {
        jdbc.sql(
                        """
                        CREATE TABLE rebuild (id INTEGER, cause VARCHAR(200), started_at TIMESTAMP WITH TIME ZONE,
                        listed_at TIMESTAMP WITH TIME ZONE, finished_at TIMESTAMP WITH TIME ZONE)""")
                .update();
    }

    @Test
    void aLookThatBeganBeforeDoesNotHideAStart() throws Exception {
        Thread look = new Thread(rebuild::isActive, "slow");
        look.start();
        looked.await();
        Thread start = new Thread(() -> transaction.executeWithoutResult(begun -> rebuild.start("a test")));
        start.start();
        await().until(() -> start.getState() == Thread.State.BLOCKED || !start.isAlive());
        goOn.countDown();
        look.join();
        start.join();

        assertThat(rebuild.isActive()).isTrue();
    }

    @Test
    void aStartThatIsRolledBackIsNotActive() {
        transaction.executeWithoutResult(begun -> {
            rebuild.start("a test");
            assertThat(rebuild.isActive()).isTrue();
            begun.setRollbackOnly();
        });

        assertThat(rebuild.isActive()).isFalse();
    }

    @Test
    void anEndThatIsRolledBackLeavesItActive() {
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));
        transaction.executeWithoutResult(begun -> {
            rebuild.listed();
            rebuild.finishIfComplete();
            begun.setRollbackOnly();
        });

        assertThat(rebuild.isActive()).isTrue();
        transaction.executeWithoutResult(begun -> {
            rebuild.listed();
            rebuild.finishIfComplete();
        });
        assertThat(rebuild.isActive()).isFalse();
    }

    private static DataSource database() {
        JDBCDataSource database = new JDBCDataSource();
        database.setUrl("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc");
        database.setUser("SA");
        return database;
    }

    /** A connection that has answered, and returns to its thread only when it may. */
    private Connection slowlyClosed(Connection connection) {
        return (Connection) Proxy.newProxyInstance(
                getClass().getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("close")) {
                        looked.countDown();
                        goOn.await();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                });
    }
}
