package org.coincide.benchmark;

import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** The size of a run, by the property {@code benchmark.form}. Each size can be set by a property of its own, too. */
public enum BenchmarkForm {
    QUICK(2, 3, 60, 24, 60, "hsqldb"),
    FULL(5, 6, 200, 120, 600, "hsqldb,postgresql");

    public static final String PROPERTY = "benchmark.form";

    /** The value of the property that runs all benchmarks. */
    public static final String IS_FULL = "full";

    private static final int IDLE_SETTLED = 840;
    private static final int IDLE_MEASURED = 120;
    private static final int VERSIONS_WARM_UP = 30;
    private static final int CLIENT_WARM_UP = 16;

    private final int rounds;
    private final int warmUp;
    private final int orders;
    private final int paced;
    private final int saturating;
    private final String databases;

    BenchmarkForm(int rounds, int warmUp, int orders, int paced, int saturating, String databases) {
        this.rounds = rounds;
        this.warmUp = warmUp;
        this.orders = orders;
        this.paced = paced;
        this.saturating = saturating;
        this.databases = databases;
    }

    public static BenchmarkForm current() {
        return valueOf(System.getProperty(PROPERTY, "quick").toUpperCase(Locale.ROOT));
    }

    /** Returns whether the run measures this database. */
    public boolean measures(Enum<?> database) {
        return List.of(System.getProperty("benchmark.databases", databases).toUpperCase(Locale.ROOT).split(","))
                .contains(database.name());
    }

    /** Measured rounds. */
    public int rounds() {
        return Integer.getInteger("benchmark.rounds", rounds);
    }

    /** Rounds before the measured ones. */
    public int warmUp() {
        return Integer.getInteger("benchmark.warmup", warmUp);
    }

    /**
     * Rounds before the measured ones of this version and the baseline. A server compiles its code during its first 6,000 trades, and PostgreSQL
     * plans by wrong sizes until it has analyzed the new tables, a minute or two later; a slower version suffers more from both.
     */
    public int versionsWarmUp() {
        return Integer.getInteger("benchmark.versions.warmup", this == FULL ? VERSIONS_WARM_UP : warmUp);
    }

    /** Rounds before the measured ones of the client alone, which compiles its code during its first 100,000 messages. */
    public int clientWarmUp() {
        return Integer.getInteger("benchmark.client.warmup", this == FULL ? CLIENT_WARM_UP : warmUp);
    }

    /** Orders of a turn. */
    public int orders() {
        return Integer.getInteger("benchmark.orders", orders);
    }

    /** Time after the start in which an idle server and client come to rest: they still compile for a quarter of an hour. */
    public Duration idleSettled() {
        return Duration.ofSeconds(Integer.getInteger("benchmark.idle.settled", IDLE_SETTLED));
    }

    /** Time in which the CPU time of an idle server and client is measured. */
    public Duration idleMeasured() {
        return Duration.ofSeconds(Integer.getInteger("benchmark.idle.measured", IDLE_MEASURED));
    }

    /** Orders of the measurement of the latency, which come at an even pace. */
    public int pacedOrders() {
        return Integer.getInteger("benchmark.paced-orders", paced);
    }

    /** Orders of the measurement of the latency that come at once. A checkpoint of HSQLDB is a large part of a shorter measurement. */
    public int saturatingOrders() {
        return Integer.getInteger("benchmark.saturating-orders", saturating);
    }
}
