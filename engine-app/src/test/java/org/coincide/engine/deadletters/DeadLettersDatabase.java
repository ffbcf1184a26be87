package org.coincide.engine.deadletters;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.coincide.engine.retention.RetentionProperties;
import org.flywaydb.core.Flyway;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.util.unit.DataSize;

/** The dead letters of a server in an empty database. */
public final class DeadLettersDatabase {

    private DeadLettersDatabase() {}

    /** Dead letters with the default limits. */
    public static DeadLetters create() {
        return create(1_000, DataSize.ofMegabytes(16));
    }

    public static FailingMessages failing() {
        return failing(20, Clock.systemUTC());
    }

    static FailingMessages failing(int most, Clock clock) {
        return new FailingMessages(
                new DeadLetterProperties(1_000, DataSize.ofMegabytes(16), most, Duration.ofMinutes(15)), clock);
    }

    static DeadLetters create(int perSender, DataSize sizePerSender) {
        DriverManagerDataSource database =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        return new DeadLetters(
                JdbcClient.create(database),
                Clock.systemUTC(),
                new DeadLetterProperties(perSender, sizePerSender, 20, Duration.ofMinutes(15)),
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", RetentionProperties.class));
    }
}
