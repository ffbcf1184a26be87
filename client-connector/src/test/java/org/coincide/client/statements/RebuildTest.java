package org.coincide.client.statements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import javax.sql.DataSource;
import org.coincide.client.contract.TradingMessage.Statement.Full;
import org.coincide.client.contract.TradingMessage.Statement.Position;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.support.SettableClock;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** The state of a rebuild that several threads ask for, and whose transaction may roll back. */
class RebuildTest {

    private static final Full FIRST_PAGE = new Full(null, new Position("1970-01-01T00:00:00Z", "trade"));
    private static final Full LAST_PAGE = new Full(FIRST_PAGE.upTo(), null);

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
    private final InquiryPublisher inquiries = mock(InquiryPublisher.class);
    private final SettableClock clock = new SettableClock(Instant.parse("2026-12-01T12:00:00Z"));
    private final Rebuild rebuild = new Rebuild(jdbc, mock(ServerStatements.class), inquiries, clock);

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
            rebuild.received(LAST_PAGE, clock.instant());
            rebuild.finishIfComplete();
            begun.setRollbackOnly();
        });

        assertThat(rebuild.isActive()).isTrue();
        transaction.executeWithoutResult(begun -> {
            rebuild.received(LAST_PAGE, clock.instant());
            rebuild.finishIfComplete();
        });
        assertThat(rebuild.isActive()).isFalse();
    }

    /** A page each 20 s, and a request again after 30 s: a list of many pages would never end. */
    @Test
    void pagesPostponeTheNextRequestForAFullStatement() {
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));
        clock.advance(Duration.ofSeconds(20));
        transaction.executeWithoutResult(begun -> {
            rebuild.received(FIRST_PAGE, clock.instant());
            rebuild.requestAgain();
        });

        verify(inquiries).publishFullAgain(clock.instant(), 1);
    }

    @Test
    void eachRequestForAFullStatementCounts() {
        when(inquiries.publishFullAgain(any(), anyInt())).thenReturn(true);
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));

        transaction.executeWithoutResult(begun -> {
            rebuild.requestAgain();
            rebuild.requestAgain();
        });

        verify(inquiries).publishFullAgain(clock.instant(), 2);
    }

    @Test
    void aStartOfTheProgramDoesNotRequestAgainAtOnce() {
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));
        Rebuild later = new Rebuild(jdbc, mock(ServerStatements.class), inquiries, clock);

        transaction.executeWithoutResult(begun -> later.requestAgain());

        verify(inquiries, never()).publishFullAgain(any(), anyInt());
    }

    @Test
    void anEarlierFullStatementDoesNotEndTheRebuild() {
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));

        receiveLastPage(clock.instant().minusSeconds(1));
        assertThat(rebuild.isActive()).isTrue();

        receiveLastPage(clock.instant().plusSeconds(1));
        assertThat(rebuild.isActive()).isFalse();
    }

    @Test
    void aServerWhoseClockIsBehindEndsTheRebuild() {
        transaction.executeWithoutResult(begun -> rebuild.start("a test"));

        receiveLastPage(clock.instant().minusSeconds(3600));
        receiveLastPage(clock.instant().minusSeconds(3599));

        assertThat(rebuild.isActive()).isFalse();
    }

    private void receiveLastPage(Instant issuedAt) {
        transaction.executeWithoutResult(begun -> {
            rebuild.received(LAST_PAGE, issuedAt);
            rebuild.finishIfComplete();
        });
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
