package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The index by which HSQLDB reads the trades of a client. It takes the first that begins with a compared column. */
class TradeIndexesTest {

    /** Remembers the last statement. */
    private static final class RecordingDataSource extends DelegatingDataSource {

        private String statement;

        RecordingDataSource() {
            super(new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""));
        }

        @Override
        public Connection getConnection() throws SQLException {
            Connection connection = super.getConnection();
            return (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statement = (String) arguments[0];
                        }
                        try {
                            return method.invoke(connection, arguments);
                        } catch (InvocationTargetException failed) {
                            throw failed.getCause();
                        }
                    });
        }

        String plan() {
            return String.join(
                    "\n",
                    new JdbcTemplate(getTargetDataSource())
                            .queryForList("EXPLAIN PLAN FOR " + statement, String.class));
        }
    }

    private final RecordingDataSource database = new RecordingDataSource();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Trades trades = new Trades(jdbc, new JdbcTemplate(database), Clock.systemUTC());

    @BeforeEach
    void migrate() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration", "classpath:db/hsqldb")
                .load()
                .migrate();
    }

    @Test
    void aPageOfAClientsTradesIsReadByTime() {
        new TradeHeads(jdbc).page("acme", new TradeHeads.Position(Instant.EPOCH, "t"), 10);

        assertThat(database.plan()).contains("[index=TRADE_BY_CLIENT\n");
        assertThat(start(database.plan())).contains("ACCEPTED_AT");
    }

    @Test
    void theOrdersOfTheLastMinuteAreReadByTime() {
        trades.lastAccepted("acme", 60, Instant.EPOCH);

        assertThat(database.plan()).contains("[index=TRADE_BY_CLIENT\n");
        assertThat(start(database.plan())).contains("ACCEPTED_AT");
    }

    @Test
    void theOpenTradesOfAClientAreCountedByTheirIndex() {
        trades.openOf("acme", 500);

        assertThat(database.plan()).contains("[index=TRADE_OPEN_BY_CLIENT\n");
    }

    @Test
    void anOrderReferenceIsFoundByItsConstraint() {
        trades.find("acme", "PO-1");

        assertThat(start(database.plan())).contains("ORDER_REFERENCE", "CLIENT_ID");
    }

    /** The conditions with which the index is read. */
    private static String start(String plan) {
        int start = plan.indexOf("start conditions");
        int end = plan.indexOf("end condition", start);
        return plan.substring(start, end < 0 ? plan.length() : end);
    }
}
