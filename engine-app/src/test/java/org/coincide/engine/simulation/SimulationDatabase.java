package org.coincide.engine.simulation;

import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** Empty databases for the simulation alone, and settings without delays. */
final class SimulationDatabase {

    private SimulationDatabase() {}

    static DataSource create() {
        DataSource database =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/simulation")
                .load()
                .migrate();
        return database;
    }

    static PaymentSimulationProperties properties(CaptureSupport captures) {
        return new PaymentSimulationProperties(
                Duration.ZERO,
                Duration.ZERO,
                100,
                Duration.ZERO,
                Duration.ZERO,
                Duration.ofMinutes(15),
                "https://provider.example/confirm/",
                Duration.ZERO,
                captures);
    }
}
