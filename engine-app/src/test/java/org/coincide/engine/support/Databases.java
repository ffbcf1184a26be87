package org.coincide.engine.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.SpringApplication;

/** Empty databases for tests: each call gives a new one. */
public final class Databases {

    private Databases() {}

    /** An HSQLDB file below {@code target}, with the options of the real server. */
    public static Database hsqldb() {
        return hsqldbIn(newDirectory());
    }

    /** The HSQLDB file of this directory, which may hold one already. */
    public static Database hsqldbIn(Path directory) {
        String file = directory.resolve("server/coincide").toAbsolutePath().toString();
        return new Database("jdbc:hsqldb:file:" + file + ";hsqldb.tx=mvcc;hsqldb.write_delay=false", "SA", "");
    }

    /** A database on the PostgreSQL server of this JVM. Call this method while a Spring application starts or runs. */
    public static Database postgresql() {
        return postgresqlNamed(newName());
    }

    /** A PostgreSQL database whose commits do not wait for the disk. */
    static Database quickPostgresql() {
        String name = newName();
        Database database = postgresqlNamed(name);
        onPostgresql("ALTER DATABASE " + name + " SET synchronous_commit TO off");
        return database;
    }

    private static String newName() {
        return "coincide_" + UUID.randomUUID().toString().replace("-", "");
    }

    private static Database postgresqlNamed(String name) {
        onPostgresql("CREATE DATABASE " + name);
        return new Database(Postgres.SERVER.getJdbcUrl("postgres", name), "postgres", "postgres");
    }

    private static void onPostgresql(String statement) {
        try (Connection connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                Statement create = connection.createStatement()) {
            create.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL gives no database", e);
        }
    }

    /** A new directory for files that a test leaves. */
    static Path newDirectory() {
        return Path.of("target", "databases", UUID.randomUUID().toString());
    }

    /** Started by the first use, ended with the JVM. */
    private static final class Postgres {

        private static final Duration LONGEST_START = Duration.ofMinutes(2);

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                EmbeddedPostgres server = EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "300")
                        .setRegisterShutdownHook(false)
                        .setPGStartupWait(LONGEST_START)
                        // What it leaves is cleared with all that is built, and not waited for at the end of the tests.
                        .setDataDirectory(newDirectory().toAbsolutePath())
                        .setCleanDataDirectory(false)
                        .start();
                // Unlike a shutdown hook of its own this waits until the applications that use it have closed.
                SpringApplication.getShutdownHandlers().add(() -> stop(server));
                return server;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void stop(EmbeddedPostgres server) {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
