package org.coincide.processes.report;

import static org.coincide.processes.report.DiagramSvg.escaped;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
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
            small { opacity: .7 } :target { outline: 3px solid #d33 } h3 { margin-bottom: .3rem }
            svg { width: 100%; height: auto; border: 1px solid #8888; margin-bottom: 2rem }
            svg text { font: 11px system-ui, sans-serif; text-anchor: middle; fill: currentColor }
            svg rect, svg circle, svg path { stroke-width: 2 } svg polyline { fill: none; stroke-width: 2 }
            .covered > * { stroke: #2a7; fill: #2a71 } polyline.covered { stroke: #2a7 }
            .uncovered > * { stroke: #888; fill: none; stroke-dasharray: 4 } polyline.uncovered { stroke: #888; stroke-dasharray: 4 }
            .objected > * { stroke: #d33; fill: #d334 } polyline.objected { stroke: #d33 }
            .other > * { stroke: #888; fill: none } polyline.other { stroke: #888 }
            svg g > text { stroke: none !important; fill: currentColor !important }
            svg g > .symbol { stroke: currentColor; stroke-dasharray: none; fill: none; stroke-width: 1.5; opacity: .7 }
            svg g > .end { stroke-width: 4 } .covered > circle, .uncovered > circle { fill: Canvas }
            ins { color: #2a7; text-decoration: none } del { color: #d33; text-decoration: none }
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
        page.append("<h1>Check of the models</h1><p><b>")
                .append(escaped(summary))
                .append("</b></p>");
        appendContents(page, models, findings);
        appendFindings(page, models, findings);
        appendDifferences(page, differences);
        page.append("<h2>Diagrams</h2><p>Green: a path covers the element. Dashed: no path does, or none was explored,"
                + " since a finding has to be corrected first. Red: the element has a finding. The pointer over an element"
                + " shows its identifier and its findings.</p>");
        models.processes().forEach((file, model) -> {
            var objected = findings.stream()
                    .filter(finding -> finding.file().equals(file))
                    .collect(Collectors.groupingBy(
                            Finding::element, Collectors.mapping(Finding::advice, Collectors.joining("\n"))));
            page.append("<h3 id=\"%s\">%s</h3>".formatted(anchor(file, ""), escaped(file)));
            page.append(DiagramSvg.of(file, model, visited, objected));
        });
        return page.append("</body></html>\n").toString();
    }

    /** The files in a line, so that a long page is left quickly. */
    private static void appendContents(StringBuilder page, ModelSet models, List<Finding> findings) {
        page.append("<p>");
        models.processes().keySet().forEach(file -> {
            var count = findings.stream()
                    .filter(finding -> finding.file().equals(file))
                    .count();
            page.append("<a href=\"#%s\">%s</a>%s "
                    .formatted(anchor(file, ""), escaped(file), count == 0 ? "" : " <b>(" + count + ")</b>"));
        });
        page.append("</p>");
    }

    private static void appendFindings(StringBuilder page, ModelSet models, List<Finding> findings) {
        page.append("<h2>Findings</h2>");
        if (findings.isEmpty()) {
            page.append("<p>None.</p>");
            return;
        }
        page.append("<ul>");
        findings.forEach(finding -> page.append("<li>")
                .append(finding.binding() ? "<b>error</b> " : "advice ")
                .append(place(models, finding))
                .append(escaped(": " + finding.advice()))
                .append("<br><small>rule: ")
                .append(escaped(finding.rule()))
                .append("</small></li>"));
        page.append("</ul>");
    }

    /** File and element of a finding, with a link to the diagram if there is one. */
    private static String place(ModelSet models, Finding finding) {
        var text = escaped(finding.file() + (finding.element().isEmpty() ? "" : ": " + finding.element()));
        var model = models.processes().get(finding.file());
        if (model == null) {
            return text;
        }
        var isDrawn = model.getModelElementsByType(BpmnShape.class).stream()
                .anyMatch(shape -> shape.getBpmnElement() != null
                        && finding.element().equals(shape.getBpmnElement().getId()));
        return "<a href=\"#%s\">%s</a>".formatted(anchor(finding.file(), isDrawn ? finding.element() : ""), text);
    }

    private static void appendDifferences(StringBuilder page, Map<String, List<String>> differences) {
        if (differences.isEmpty()) {
            return;
        }
        var changed =
                differences.values().stream().filter(lines -> !lines.isEmpty()).count();
        page.append(
                        "<h2>Messages to clients</h2><p>%d situations were played through the server's models and through these. "
                                .formatted(differences.size()))
                .append(
                        changed == 0
                                ? "Clients are told the same in all."
                                : "Clients are told something else in " + changed
                                        + ": <del>only before</del>, <ins>only after</ins>.")
                .append("</p>");
        differences.forEach((situation, lines) -> {
            if (!lines.isEmpty()) {
                page.append("<h3>Situation: ").append(escaped(situation)).append("</h3><pre>");
                lines.forEach(line -> page.append(marked(line)).append('\n'));
                page.append("</pre>");
            }
        });
    }

    /** The identifier of a place of the page: elements of two files can have the same identifier. */
    static String anchor(String file, String element) {
        return escaped(file + "/" + element);
    }

    private static String marked(String line) {
        return switch (line.charAt(0)) {
            case '+' -> "<ins>" + escaped(line) + "</ins>";
            case '-' -> "<del>" + escaped(line) + "</del>";
            default -> escaped(line);
        };
    }
}
