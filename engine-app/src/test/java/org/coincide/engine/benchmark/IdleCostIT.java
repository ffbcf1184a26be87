package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.coincide.benchmark.ElapsedTime;
import org.junit.jupiter.api.Test;

/** Counts the statements of a server that has nothing to do. */
class IdleCostIT {

    /** Time after which the pauses have become longest. */
    private static final Duration SETTLED = Duration.ofSeconds(65);

    static final Duration MEASURED = Duration.ofSeconds(30);

    /** The part of the metrics, which count with some 20 statements every 5 minutes, outside of the measured time. */
    private static final long METRICS = 2;

    /** The pauses of the server's own settings. The clean-up of the history, which works at night, is left out. */
    private static final Map<String, String> AS_DELIVERED = Map.of(
            "coincide.relay.idle-poll", "10s",
            "coincide.client-data.idle-refresh", "10s",
            "coincide.monitoring.interval", "5m",
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled", "false");

    @Test
    void anIdleServerRunsAtMostOneStatementPerSecond() throws Exception {
        statements()
                .forEach((on, statements) ->
                        assertThat(statements).as(on.name()).isLessThanOrEqualTo(MEASURED.toSeconds() - METRICS));
    }

    /** The statements of an idle server for each database, in the measured time. */
    static Map<BenchmarkDatabase, Long> statements() throws Exception {
        Map<BenchmarkDatabase, Long> statements = new EnumMap<>(BenchmarkDatabase.class);
        try (Server onHsqldb = start(BenchmarkDatabase.HSQLDB);
                Server onPostgresql = start(BenchmarkDatabase.POSTGRESQL)) {
            Map<BenchmarkDatabase, Server> servers =
                    Map.of(BenchmarkDatabase.HSQLDB, onHsqldb, BenchmarkDatabase.POSTGRESQL, onPostgresql);
            servers.values().forEach(Server::work);
            ElapsedTime.await(SETTLED);
            servers.values().forEach(server -> server.bean(StatementCount.class).forget());
            ElapsedTime.await(MEASURED);
            for (Map.Entry<BenchmarkDatabase, Server> server : servers.entrySet()) {
                statements.put(server.getKey(), statements(server.getKey(), server.getValue()));
            }
        }
        return statements;
    }

    private static Server start(BenchmarkDatabase on) throws Exception {
        return Server.start(Variant.COINCIDE, on.database(), AS_DELIVERED, StatementCount.Between.class);
    }

    private static long statements(BenchmarkDatabase on, Server server) throws IOException {
        StatementCount count = server.bean(StatementCount.class);
        List<String> report = new ArrayList<>();
        report.add("%s, idle: %s statements in %s s".formatted(on, count.withLooks(), MEASURED.toSeconds()));
        report.addAll(count.breakdownWithLooks());
        System.out.println(report.get(0));
        Files.write(Path.of("target", "idle-cost-" + on.name().toLowerCase(Locale.ROOT) + ".txt"), report);
        return count.withLooks();
    }
}
