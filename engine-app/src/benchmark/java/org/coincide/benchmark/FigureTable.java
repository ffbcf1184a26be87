package org.coincide.benchmark;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The figures as text: first those that have a baseline, then the others, then the reasons of missing ones. */
public final class FigureTable {

    private static final String NONE = "–";
    private static final String COMPARED = "%-52s %11s %10s %11s %10s  %s";
    private static final String OTHERS = "%-52s %11s %10s %11s %10s";

    private FigureTable() {}

    public static List<String> of(FigureFile figures) {
        List<String> lines = new ArrayList<>();
        lines.add("Benchmark: " + run(figures));
        lines.add(line(COMPARED, "", "PostgreSQL", "baseline", "HSQLDB", "baseline", "required"));
        for (Figure figure : Figure.compared()) {
            lines.add(line(
                    COMPARED,
                    figure.title(),
                    value(figures, figure.on("postgresql")),
                    value(figures, figure.ofBaseline("postgresql")),
                    value(figures, figure.on("hsqldb")),
                    value(figures, figure.ofBaseline("hsqldb")),
                    figure.bound("postgresql").map(Object::toString).orElse("")));
        }
        lines.add("");
        lines.add(line(OTHERS, "", "PostgreSQL", "required", "HSQLDB", "required"));
        for (Figure figure : Figure.others()) {
            lines.add(line(
                    OTHERS,
                    figure.title(),
                    value(figures, figure.on("postgresql")),
                    figure.bound("postgresql").map(Object::toString).orElse(""),
                    value(figures, figure.on("hsqldb")),
                    figure.bound("hsqldb").map(Object::toString).orElse("")));
        }
        lines.addAll(shortfalls(figures));
        figures.reasons().values().stream().distinct().forEach(reason -> lines.add("Not measured: " + reason));
        return lines;
    }

    /** The form, the machine and the time of the run. */
    static String run(FigureFile figures) {
        List<String> parts = new ArrayList<>();
        for (Map.Entry<String, String> property : figures.run().entrySet()) {
            if (!property.getKey().equals("id")) {
                parts.add(property.getKey() + " " + property.getValue());
            }
        }
        return String.join(", ", parts);
    }

    /** A sentence for each figure that misses its required value. */
    static List<String> shortfalls(FigureFile figures) {
        List<String> lines = new ArrayList<>();
        for (Figure figure : Figure.values()) {
            for (String database : Figure.DATABASES) {
                figures.value(figure.on(database)).map(BigDecimal::doubleValue).ifPresent(value -> figure.bound(
                                database)
                        .filter(bound -> !bound.holds(value))
                        .ifPresent(bound -> lines.add("FALLS SHORT: %s is %s, required %s"
                                .formatted(figure.on(database), String.format(Locale.ROOT, "%.2f", value), bound))));
            }
        }
        return lines;
    }

    /** A value, or a dash where nothing was measured. */
    static String value(FigureFile figures, String name) {
        return figures.value(name).map(Figure::text).orElse(NONE);
    }

    private static String line(String format, Object... cells) {
        return String.format(Locale.ROOT, format, cells).stripTrailing();
    }
}
