package org.coincide.client.benchmark;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** The databases of the benchmarks. */
enum ClientDatabase {
    HSQLDB {
        /** The client's default: a file in its data directory. */
        @Override
        List<String> settings(Path data) {
            return List.of();
        }
    },
    POSTGRESQL {
        @Override
        List<String> settings(Path data) {
            String name = "client_" + data.getFileName().toString().replace('-', '_');
            try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                    var create = connection.createStatement()) {
                create.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("PostgreSQL cannot create a database", e);
            }
            return List.of(
                    "--spring.datasource.url=" + Postgres.SERVER.getJdbcUrl("postgres", name),
                    "--spring.datasource.username=postgres");
        }
    };

    /** The identifier of PostgreSQL's first process. */
    long process() throws IOException {
        try (var connection = Postgres.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement();
                var directory = statement.executeQuery("SHOW data_directory")) {
            directory.next();
            return Long.parseLong(Files.readAllLines(Path.of(directory.getString(1), "postmaster.pid"))
                    .get(0));
        } catch (SQLException e) {
            throw new IllegalStateException("PostgreSQL does not answer", e);
        }
    }

    /** The client's settings for a new database. */
    abstract List<String> settings(Path data);

    private static final class Postgres {

        private static final EmbeddedPostgres SERVER = start();

        private static EmbeddedPostgres start() {
            try {
                // As PostgreSQL is delivered. The embedded one of the tests does not wait for the disk.
                return EmbeddedPostgres.builder()
                        .setPGStartupWait(Duration.ofMinutes(2))
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL cannot be started", e);
            }
        }
    }
}
