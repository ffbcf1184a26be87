package org.coincide.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Writes measurements to the terminal and into the file {@code target/benchmark.json} of the whole project. */
public final class Measurements {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path file = Path.of(System.getProperty("benchmark.file", "target/benchmark.json"));

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

    /** The suffix of a measurement's name: the database. */
    private static String suffix(Enum<?> on) {
        return "." + on.name().toLowerCase(Locale.ROOT);
    }

    private void say(String name, double value, String remark) throws IOException {
        System.out.println("  %-50s %8.2f  %s".formatted(name, value, remark).stripTrailing());
        write(name, value);
    }

    private void write(String name, double value) throws IOException {
        Map<String, Object> all = new TreeMap<>();
        if (Files.exists(file)) {
            JSON.readTree(file.toFile())
                    .properties()
                    .forEach(
                            figure -> all.put(figure.getKey(), figure.getValue().decimalValue()));
        }
        all.put(name, BigDecimal.valueOf(value).setScale(3, RoundingMode.HALF_UP));
        Files.createDirectories(file.toAbsolutePath().getParent());
        JSON.writeValue(file.toFile(), all);
    }
}
