package org.coincide.benchmark;

import static org.springframework.web.util.HtmlUtils.htmlEscape;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the figures as a page with a chart, and the chart as a file of its own. Neither needs a network. */
public final class FigurePage {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Benchmark</title>
            <style>
            body { font: 15px/1.5 system-ui, "DejaVu Sans", sans-serif; color: #1c2733; background: #fff; max-width: 1000px; margin: 2rem auto; padding: 0 1rem }
            h1 { font-size: 1.6rem; margin-bottom: 0 } h2 { font-size: 1.15rem; margin-top: 2rem }
            p.run { color: #46525f; margin-top: .3rem }
            table { border-collapse: collapse; width: 100% } th, td { padding: .35rem .6rem; border-bottom: 1px solid #d9dee4; text-align: right }
            th:first-child, td:first-child { text-align: left } thead th, thead td { border-bottom: 2px solid #1c2733 } tbody th { font-weight: normal }
            td.baseline { color: #5b6672 } td.missed { font-weight: 700; color: #a11a1a } svg { max-width: 100%; height: auto }
            </style>
            </head>
            <body>
            """;

    private FigurePage() {}

    /** Writes {@code benchmark.html} and {@code benchmark.svg} into a folder. */
    public static void write(FigureFile figures, Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("benchmark.html"), html(figures));
        Files.writeString(folder.resolve("benchmark.svg"), FigureChart.of(figures));
    }

    static String html(FigureFile figures) {
        return HEAD
                + "<h1>Benchmark</h1>\n<p class=\"run\">" + escaped(FigureTable.run(figures)) + "</p>\n"
                + compared(figures)
                + "<h2>Chart</h2>\n"
                + FigureChart.of(figures)
                + others(figures)
                + missing(figures)
                + "</body>\n</html>\n";
    }

    private static String compared(FigureFile figures) {
        return table(
                "Figures",
                List.of("", "PostgreSQL", "baseline", "HSQLDB", "baseline", "required"),
                Figure.compared().stream()
                        .map(figure -> row(
                                figure.title(),
                                cell(figures, figure, "postgresql")
                                        + baseline(figures, figure, "postgresql")
                                        + cell(figures, figure, "hsqldb")
                                        + baseline(figures, figure, "hsqldb")
                                        + required(figure, "postgresql")))
                        .toList());
    }

    private static String others(FigureFile figures) {
        return table(
                "Ratios and rates",
                List.of("", "PostgreSQL", "required", "HSQLDB", "required"),
                Figure.others().stream()
                        .map(figure -> row(
                                figure.title(),
                                cell(figures, figure, "postgresql")
                                        + required(figure, "postgresql")
                                        + cell(figures, figure, "hsqldb")
                                        + required(figure, "hsqldb")))
                        .toList());
    }

    private static String missing(FigureFile figures) {
        if (figures.reasons().isEmpty()) {
            return "";
        }
        return table(
                "Not measured",
                List.of("figure", "reason"),
                figures.reasons().entrySet().stream()
                        .map(missing -> row(missing.getKey(), "<td>" + escaped(missing.getValue()) + "</td>"))
                        .toList());
    }

    private static String table(String title, List<String> columns, List<String> rows) {
        return "<h2>" + title + "</h2>\n<table>\n<thead><tr>"
                + columns.stream()
                        .map(column -> column.isEmpty() ? "<td></td>" : "<th scope=\"col\">" + column + "</th>")
                        .collect(Collectors.joining())
                + "</tr></thead>\n<tbody>\n" + String.join("", rows) + "</tbody>\n</table>\n";
    }

    private static String row(String title, String cells) {
        return "<tr><th scope=\"row\">" + escaped(title) + "</th>" + cells + "</tr>\n";
    }

    private static String cell(FigureFile figures, Figure figure, String database) {
        boolean missed = figures.value(figure.on(database))
                .flatMap(value -> figure.bound(database).map(bound -> !bound.holds(value.doubleValue())))
                .orElse(false);
        return "<td%s>%s</td>"
                .formatted(missed ? " class=\"missed\"" : "", FigureTable.value(figures, figure.on(database)));
    }

    private static String baseline(FigureFile figures, Figure figure, String database) {
        return "<td class=\"baseline\">" + FigureTable.value(figures, figure.ofBaseline(database)) + "</td>";
    }

    private static String required(Figure figure, String database) {
        return "<td>" + figure.bound(database).map(Object::toString).orElse("") + "</td>";
    }

    private static String escaped(String text) {
        return htmlEscape(text, "UTF-8");
    }
}
