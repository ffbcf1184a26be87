package org.coincide.client.support;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Servers of PostgreSQL for tests. */
public final class PostgresqlServer {

    /** A busy machine needs longer than the library's ten seconds. */
    private static final Duration LONGEST_START = Duration.ofMinutes(2);

    private PostgresqlServer() {}

    /** Starts a new server with an empty database. */
    public static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().setPGStartupWait(LONGEST_START).start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL cannot be started", e);
        }
    }
}
