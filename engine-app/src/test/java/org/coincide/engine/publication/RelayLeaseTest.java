package org.coincide.engine.publication;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.coincide.engine.support.Database;
import org.coincide.engine.support.Databases;
import org.coincide.engine.trade.Identifiers;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The lease with rows that another node, or this node before a restart, has left. */
class RelayLeaseTest {

    static Stream<Database> databases() {
        return Stream.of(
                new Database("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", ""),
                Databases.postgresql());
    }

    @ParameterizedTest
    @MethodSource("databases")
    void oneOfTwoNodesHoldsTheLease(Database database) {
        JdbcClient jdbc = withTable(database);
        RelayLease first = lease(jdbc);
        RelayLease second = lease(jdbc);

        assertThat(first.isHeld()).isTrue();
        assertThat(second.isHeld()).isFalse();
        assertThat(first.isHeld()).isTrue();
        first.release();
        assertThat(second.isHeld()).isTrue();
        assertThat(first.isHeld()).isFalse();
    }

    /** As after a start with the clock set back by an hour. */
    @ParameterizedTest
    @MethodSource("databases")
    void aLeaseLongerThanAnyLeaseIsStale(Database database) {
        JdbcClient jdbc = withTable(database);
        assertThat(lease(jdbc).isHeld()).isTrue();
        jdbc.sql("UPDATE relay_lease SET until = until + INTERVAL '1' HOUR").update();

        assertThat(lease(jdbc).isHeld()).isTrue();
    }

    /** As if the holder renewed it after the other node read the time. */
    @ParameterizedTest
    @MethodSource("databases")
    void aLeaseRenewedDuringTheAttemptIsKept(Database database) {
        JdbcClient jdbc = withTable(database);
        assertThat(lease(jdbc).isHeld()).isTrue();
        jdbc.sql("UPDATE relay_lease SET until = until + INTERVAL '1' SECOND").update();

        assertThat(lease(jdbc).isHeld()).isFalse();
    }

    /** As after the pause of the holder. */
    @ParameterizedTest
    @MethodSource("databases")
    void anExpiredLeaseIsTakenOver(Database database) {
        JdbcClient jdbc = withTable(database);
        assertThat(lease(jdbc).isHeld()).isTrue();
        jdbc.sql("UPDATE relay_lease SET until = until - INTERVAL '1' HOUR").update();

        assertThat(lease(jdbc).isHeld()).isTrue();
        assertThat(jdbc.sql("SELECT fence FROM relay_lease").query(Long.class).single())
                .isEqualTo(2);
    }

    private static RelayLease lease(JdbcClient jdbc) {
        RelayProperties properties =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RelayProperties.class);
        return new RelayLease(jdbc, properties, new Identifiers(Clock.systemUTC()));
    }

    private static JdbcClient withTable(Database database) {
        JdbcClient jdbc = JdbcClient.create(
                new DriverManagerDataSource(database.url(), database.username(), database.password()));
        jdbc.sql(
                        """
                        CREATE TABLE relay_lease (name VARCHAR(32) NOT NULL PRIMARY KEY, holder VARCHAR(64) NOT NULL,
                        fence BIGINT NOT NULL, until TIMESTAMP WITH TIME ZONE NOT NULL)""")
                .update();
        return jdbc;
    }
}
