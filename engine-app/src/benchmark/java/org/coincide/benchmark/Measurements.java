package org.coincide.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.OperatingSystemMXBean;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/** Writes measurements to the terminal and into the {@link FigureFile} of the run. */
public final class Measurements {

    public void heading(Enum<?> on, String text) {
        System.out.println();
        System.out.println(on + ", " + text);
    }

    /** Writes the median rate of each competitor, and the rate of each measured round. */
    public void rates(Comparison contest, String unit) {
        contest.names()
                .forEach(name -> note("%-26s %7.1f %s  %s"
                        .formatted(
                                name,
                                contest.median(name),
                                unit,
                                contest.rates(name).stream()
                                        .map("%.1f"::formatted)
                                        .toList())));
    }

    public void note(String text) {
        System.out.println("  " + text);
    }

    /** Writes a ratio with its required minimum. */
    public void ratio(String name, Enum<?> on, double value, double atLeast) throws IOException {
        say(name + suffix(on), value, "asked for: %.2f%s".formatted(atLeast, value < atLeast ? ", FALLS SHORT" : ""));
    }

    /** Writes a count without a required minimum. */
    public void count(String name, Enum<?> on, double value) throws IOException {
        say(name + suffix(on), value, "");
    }

    /** Writes a figure of the report. */
    public void figure(Figure figure, Enum<?> on, double value) throws IOException {
        String required = figure.bound(database(on))
                .map(bound -> "required: " + bound + (bound.holds(value) ? "" : ", FALLS SHORT"))
                .orElse("");
        say(figure.on(database(on)), value, required);
    }

    /** Writes the baseline's value of a figure. */
    public void baseline(Figure figure, Enum<?> on, double value) throws IOException {
        say(figure.ofBaseline(database(on)), value, "");
    }

    /** Gives the reason why a figure is missing. */
    public void missing(Figure figure, Enum<?> on, String reason) throws IOException {
        file().putMissing(figure.on(database(on)), reason);
    }

    /** Gives the reason why the baseline's value of a figure is missing. */
    public void missingBaseline(Figure figure, Enum<?> on, String reason) throws IOException {
        file().putMissing(figure.ofBaseline(database(on)), reason);
    }

    /** Writes the page, and returns the report for the terminal. Figures that nothing measured have a reason from then on. */
    public List<String> report() throws IOException {
        FigureFile figures = file();
        String reason = BenchmarkForm.current() == BenchmarkForm.FULL
                ? "Its benchmark did not run or failed."
                : "Only the full form measures it (-Dbenchmark.form=full), or a run with this database"
                        + " (-Dbenchmark.databases=postgresql,hsqldb).";
        for (Figure figure : Figure.values()) {
            for (String database : Figure.DATABASES) {
                if (figure.exists(database)) {
                    figures.putMissing(figure.on(database), reason);
                }
            }
        }
        FigurePage.write(figures, path().toAbsolutePath().getParent());
        return FigureTable.of(figures);
    }

    private static String database(Enum<?> on) {
        return on.name().toLowerCase(Locale.ROOT);
    }

    /** The suffix of a measurement's name: the database. */
    private static String suffix(Enum<?> on) {
        return "." + database(on);
    }

    private void say(String name, double value, String remark) throws IOException {
        System.out.println("  %-50s %8.2f  %s".formatted(name, value, remark).stripTrailing());
        file().put(name, value);
    }

    /** The file of this run, which the first figure describes. */
    private static FigureFile file() throws IOException {
        FigureFile file = FigureFile.of(path(), System.getProperty("benchmark.run", ""));
        if (!file.run().containsKey("form")) {
            OperatingSystemMXBean machine = ManagementFactory.getOperatingSystemMXBean();
            file.describe("form", BenchmarkForm.current().name().toLowerCase(Locale.ROOT));
            file.describe("date", LocalDate.now(ZoneOffset.UTC).toString());
            file.describe("cores", String.valueOf(machine.getAvailableProcessors()));
            file.describe("load", String.format(Locale.ROOT, "%.1f", machine.getSystemLoadAverage()));
        }
        return file;
    }

    private static Path path() {
        return Path.of(System.getProperty("benchmark.file", "target/benchmark.json"));
    }
}
