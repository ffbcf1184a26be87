package org.coincide.engine.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Counts the statements of a server that has nothing to do. */
class IdleCostIT {

    private static final Duration SETTLED = Duration.ofSeconds(25);
    private static final Duration MEASURED = Duration.ofSeconds(30);

    /** The part of the metrics, which count with some 20 statements every 5 minutes, outside of the measured time. */
    private static final long METRICS = 2;

    /** The pauses of the server's own settings. The clean-up of the history, which works at night, is left out. */
    private static final Map<String, String> AS_DELIVERED = Map.of(
            "coincide.relay.idle-poll", "10s",
            "coincide.monitoring.idle-interval", "1h",
            "camunda.bpm.generic-properties.properties.historyCleanupEnabled", "false");

    @ParameterizedTest
    @EnumSource
    void anIdleServerRunsAtMostOneStatementPerSecond(BenchmarkDatabase on) throws Exception {
        try (Server server =
                Server.start(Variant.COINCIDE, on.database(), AS_DELIVERED, StatementCount.Between.class)) {
            server.work();
            StatementCount count = server.bean(StatementCount.class);
            elapse(SETTLED);
            count.forget();
            elapse(MEASURED);
            long statements = count.withLooks();
            List<String> report = new ArrayList<>();
            report.add("%s, idle: %s statements in %s s".formatted(on, statements, MEASURED.toSeconds()));
            report.addAll(count.breakdownWithLooks());
            System.out.println(report.get(0));
            Files.write(Path.of("target", "idle-cost-" + on.name().toLowerCase(Locale.ROOT) + ".txt"), report);
            assertThat(statements).isLessThanOrEqualTo(MEASURED.toSeconds() - METRICS);
        }
    }

    private static void elapse(Duration time) {
        long start = System.nanoTime();
        await().atMost(time.plusSeconds(60))
                .pollInterval(Duration.ofMillis(200))
                .until(() -> System.nanoTime() - start >= TimeUnit.MILLISECONDS.toNanos(time.toMillis()));
    }
}
