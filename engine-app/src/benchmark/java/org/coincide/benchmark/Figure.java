package org.coincide.benchmark;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The figures that a reader of the benchmark looks for, in the order of the report. Each is measured for each database. */
public enum Figure {
    TRADES_PER_SECOND("Trades per second", "1/s", true),
    LATENCY_P50_MS("Commit to ledger, p50", "ms", true, Bound.atMost(15)),
    LATENCY_P99_MS("Commit to ledger, p99", "ms", true, Bound.atMost(50)),
    LATENCY_SATURATED_P50_MS("Commit to ledger at saturation, p50", "ms", true),
    LATENCY_SATURATED_P99_MS("Commit to ledger at saturation, p99", "ms", true),
    LATENCY_BATCH_P99_MS("Youngest message of each batch at saturation, p99", "ms", true),
    CPU_MS_PER_TRADE("CPU of the server per trade", "ms", true),
    DATABASE_CPU_MS_PER_TRADE("CPU of PostgreSQL per trade", "ms", true),
    SQL_PER_TRADE("SQL statements per trade", "", true, Bound.atMost(150)),
    COMMITS_PER_TRADE("Commits that write per trade", "", true, Bound.atMost(14)),
    MEMORY_MB("Memory of the server", "MB", true),
    STARTUP_SECONDS("First start of the server", "s", true),
    DISK_MB_PER_1000_TRADES("Disk per 1,000 trades", "MB", true),

    TRADES_VS_BASELINE("Trades per second, against the baseline", "×", false, Bound.atLeast(2.5), Bound.atLeast(2)),
    CPU_VS_BASELINE("CPU of the server per trade, against the baseline", "×", false, Bound.atMost(0.5)),
    LATENCY_SATURATED_VS_PACE_AND_BATCH(
            "Commit to ledger at saturation, p99, against the relay's pace and a batch",
            "×",
            false,
            Bound.atMost(1)),
    IDLE_SQL_PER_SECOND("Statements of an idle server", "1/s", false, Bound.atMost(1)),
    IDLE_SERVER_CPU_PERCENT("CPU of an idle server, part of a core", "%", false, Bound.atMost(1)),
    IDLE_CLIENT_CPU_PERCENT("CPU of an idle client, part of a core", "%", false, Bound.atMost(1)),
    RATE_100K_VS_1K(
            "Rate with 100,000 trades stored, against 1,000", "×", false, Bound.atLeast(0.95), Bound.atLeast(0.85)),
    RELAY_VS_MODULITH("Relay, against Spring Modulith", "×", false, Bound.atLeast(5)),
    CLIENT_BATCH_VS_SINGLE("Client in batches, against single messages", "×", false, Bound.atLeast(10)),
    END_TO_END_VS_ENGINE(
            "End to end, against an engine that publishes nothing",
            "×",
            false,
            Bound.atLeast(0.75),
            Bound.atLeast(0.65));

    /** The suffixes of names: the databases, in the order of the report. */
    public static final List<String> DATABASES = List.of("postgresql", "hsqldb");

    private static final String BASELINE = "baseline.";

    /** A required value: at least or at most this. */
    public record Bound(double limit, boolean isMinimum) {

        static Bound atLeast(double limit) {
            return new Bound(limit, true);
        }

        static Bound atMost(double limit) {
            return new Bound(limit, false);
        }

        public boolean holds(double value) {
            return isMinimum ? value >= limit : value <= limit;
        }

        @Override
        public String toString() {
            return (isMinimum ? "≥ " : "≤ ")
                    + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
        }
    }

    private final String title;
    private final String unit;
    private final boolean compared;
    private final List<Bound> bounds;

    /** @param bounds for PostgreSQL and HSQLDB, or one for both */
    Figure(String title, String unit, boolean compared, Bound... bounds) {
        this.title = title;
        this.unit = unit;
        this.compared = compared;
        this.bounds = List.of(bounds);
    }

    /** The figures for which the baseline has a value of its own. */
    public static List<Figure> compared() {
        return Arrays.stream(values()).filter(figure -> figure.compared).toList();
    }

    /** The other figures, which are ratios and rates. */
    public static List<Figure> others() {
        return Arrays.stream(values()).filter(figure -> !figure.compared).toList();
    }

    /** The title with the unit. */
    public String title() {
        return unit.isEmpty() || unit.equals("×") ? title : title + ", " + unit;
    }

    /** The name in the file. */
    public String on(String database) {
        return name().toLowerCase(Locale.ROOT) + "." + database;
    }

    /** The name of the baseline's value in the file. */
    public String ofBaseline(String database) {
        return BASELINE + on(database);
    }

    public Optional<Bound> bound(String database) {
        return bounds.isEmpty()
                ? Optional.empty()
                : Optional.of(bounds.get(Math.min(DATABASES.indexOf(database), bounds.size() - 1)));
    }

    /** PostgreSQL runs in processes of its own. HSQLDB is part of the server's. */
    boolean exists(String database) {
        return this != DATABASE_CPU_MS_PER_TRADE || database.equals("postgresql");
    }

    /** A value with about three digits. */
    static String text(BigDecimal value) {
        double size = value.abs().doubleValue();
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : 2;
        return String.format(Locale.ROOT, "%,." + decimals + "f", value.setScale(decimals, RoundingMode.HALF_UP));
    }
}
