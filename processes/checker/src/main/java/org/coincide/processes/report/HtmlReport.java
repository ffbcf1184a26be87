package org.coincide.processes.report;

import static org.coincide.processes.report.DiagramSvg.escaped;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;

/** A page with the findings of a check, the differences of a simulation, and each diagram. It needs no other file. */
public final class HtmlReport {

    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en"><head><meta charset="utf-8"><title>Check of the models</title><style>
            :root { color-scheme: light dark }
            body { font: 14px/1.5 system-ui, sans-serif; margin: 2rem; max-width: 1400px }
            svg { width: 100%; height: auto; border: 1px solid #8888; margin-bottom: 2rem }
            svg text { font: 11px system-ui, sans-serif; text-anchor: middle; fill: currentColor }
            svg rect, svg circle, svg path { stroke-width: 2 } svg polyline { fill: none; stroke-width: 2 }
            .covered > * { stroke: #2a7; fill: #2a71 } polyline.covered { stroke: #2a7 }
            .uncovered > * { stroke: #888; fill: none; stroke-dasharray: 4 } polyline.uncovered { stroke: #888; stroke-dasharray: 4 }
            .objected > * { stroke: #d33; fill: #d334 } polyline.objected { stroke: #d33 }
            .other > * { stroke: #888; fill: none } polyline.other { stroke: #888 }
            svg g > text { stroke: none !important; fill: currentColor !important }
            pre ins { color: #2a7; text-decoration: none } pre del { color: #d33; text-decoration: none }
            </style></head><body>
            <svg width="0" height="0" style="position:absolute;border:0"><defs><marker id="arrow" markerWidth="8" markerHeight="8" refX="7" refY="4"
              orient="auto"><path d="M0 0L8 4L0 8z" fill="#888"/></marker></defs></svg>
            """;

    private HtmlReport() {}

    /**
     * Writes the page.
     *
     * @param summary the result in one line
     * @param visited the identifiers of the elements and flows that paths cover
     * @param differences the differences of each situation; empty if none was played
     */
    public static String of(
            ModelSet models,
            String summary,
            Set<String> visited,
            List<Finding> findings,
            Map<String, List<String>> differences) {
        var page = new StringBuilder(HEAD);
        page.append("<h1>Check of the models</h1><p>").append(escaped(summary)).append("</p>");
        page.append(
                "<p>Green: a path covers the element. Dashed: no path does, or none was explored. Red: the element has"
                        + " a finding.</p>");
        page.append("<ul>");
        findings.forEach(finding -> page.append("<li>")
                .append(finding.binding() ? "<b>error</b> " : "advice ")
                .append(escaped(finding.toString()))
                .append("</li>"));
        page.append("</ul>");
        differences.forEach((situation, lines) -> {
            if (!lines.isEmpty()) {
                page.append("<h2>Situation: ").append(escaped(situation)).append("</h2><pre>");
                lines.forEach(line -> page.append(marked(line)).append('\n'));
                page.append("</pre>");
            }
        });
        models.processes().forEach((file, model) -> {
            var objected = findings.stream()
                    .filter(finding -> finding.file().equals(file))
                    .flatMap(finding -> Stream.of(finding.element()))
                    .collect(Collectors.toSet());
            page.append("<h2>").append(escaped(file)).append("</h2>");
            page.append(DiagramSvg.of(model, visited, objected));
        });
        return page.append("</body></html>\n").toString();
    }

    private static String marked(String line) {
        return switch (line.charAt(0)) {
            case '+' -> "<ins>" + escaped(line) + "</ins>";
            case '-' -> "<del>" + escaped(line) + "</del>";
            default -> escaped(line);
        };
    }
}
