package org.coincide.client.benchmark;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.coincide.benchmark.BenchmarkForm;
import org.coincide.benchmark.ElapsedTime;
import org.coincide.benchmark.Figure;
import org.coincide.benchmark.Measurements;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Measures the CPU time of the packaged server and client while they have nothing to do, with the pauses of the settings as delivered. */
@EnabledIfSystemProperty(named = BenchmarkForm.PROPERTY, matches = BenchmarkForm.IS_FULL)
class IdleProcessesBenchmark {

    private static final BenchmarkForm FORM = BenchmarkForm.current();
    private static final int PERCENT = 100;

    private final Measurements figures = new Measurements();

    @ParameterizedTest
    @EnumSource
    void aServerAndAClientWithNothingToDo(ClientDatabase database) throws Exception {
        assumeTrue(FORM.measures(database), "benchmark.databases does not name it");
        assumeTrue(Files.isReadable(Path.of("/proc/self/stat")), "CPU time is read from Linux' /proc");
        Path folder = Path.of("target", "benchmark", UUID.randomUUID().toString());
        try (PackagedVersion version = new PackagedVersion(
                PackagedVersion.Jars.ofThisBuild(),
                database,
                folder,
                PackagedVersion.OF_THIS_VERSION,
                PackagedVersion.OF_THIS_CLIENT)) {
            version.startServer();
            version.startClient();
            ElapsedTime.await(FORM.idleSettled());
            Duration server = version.cpu();
            Duration client = version.clientCpu();
            ElapsedTime.await(FORM.idleMeasured());
            figures.heading(database, "server and client with nothing to do");
            figures.figure(
                    Figure.IDLE_SERVER_CPU_PERCENT,
                    database,
                    percent(version.cpu().minus(server)));
            figures.figure(
                    Figure.IDLE_CLIENT_CPU_PERCENT,
                    database,
                    percent(version.clientCpu().minus(client)));
        }
    }

    private static double percent(Duration used) {
        return used.toNanos() * (double) PERCENT / FORM.idleMeasured().toNanos();
    }
}
