package org.coincide.processes.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.camunda.bpm.model.bpmn.instance.di.Waypoint;

/** Draws the diagram of a model from its shapes and lines. */
final class DiagramSvg {

    private static final double MARGIN = 30;
    private static final double CORNER = 8;
    private static final double LINE_HEIGHT = 13;
    /** As many letters as a task of the usual size holds in a line. */
    private static final int LETTERS = 17;

    private final BpmnModelInstance model;
    private final Set<String> covered;
    private final String file;
    private final Map<String, String> objected;
    private final StringBuilder svg = new StringBuilder();

    private DiagramSvg(String file, BpmnModelInstance model, Set<String> covered, Map<String, String> objected) {
        this.file = file;
        this.model = model;
        this.covered = covered;
        this.objected = objected;
    }

    /**
     * Draws a model.
     *
     * @param covered the identifiers of the elements and flows that paths cover
     * @param objected the findings of elements, by identifier
     */
    static String of(String file, BpmnModelInstance model, Set<String> covered, Map<String, String> objected) {
        return new DiagramSvg(file, model, covered, objected).draw();
    }

    private String draw() {
        Collection<BpmnShape> shapes = model.getModelElementsByType(BpmnShape.class);
        var width = shapes.stream()
                        .mapToDouble(shape -> right(shape.getBounds()))
                        .max()
                        .orElse(0)
                + MARGIN;
        var height = shapes.stream()
                        .mapToDouble(shape -> bottom(shape.getBounds()))
                        .max()
                        .orElse(0)
                + 2 * MARGIN;
        var left = shapes.stream()
                        .mapToDouble(shape -> shape.getBounds().getX())
                        .min()
                        .orElse(0)
                - MARGIN;
        var top = shapes.stream()
                        .mapToDouble(shape -> shape.getBounds().getY())
                        .min()
                        .orElse(0)
                - MARGIN;
        svg.append(format(
                "<svg viewBox=\"%.0f %.0f %.0f %.0f\" style=\"max-width:%.0fpx\">",
                left, top, width - left, height - top, width - left));
        shapes.stream()
                .filter(shape -> shape.getBpmnElement() instanceof SubProcess)
                .forEach(this::draw);
        model.getModelElementsByType(BpmnEdge.class).forEach(this::draw);
        shapes.stream()
                .filter(shape -> !(shape.getBpmnElement() instanceof SubProcess))
                .forEach(this::draw);
        return svg.append("</svg>\n").toString();
    }

    private static double right(Bounds bounds) {
        return bounds.getX() + bounds.getWidth();
    }

    private static double bottom(Bounds bounds) {
        return bounds.getY() + bounds.getHeight();
    }

    private void draw(BpmnEdge edge) {
        var points = edge.getWaypoints().stream().map(DiagramSvg::point).collect(Collectors.joining(" "));
        svg.append(format(
                "<polyline class=\"%s\" points=\"%s\" marker-end=\"url(#arrow)\"/>",
                state(edge.getBpmnElement()), points));
    }

    private static String point(Waypoint point) {
        return format("%.0f,%.0f", point.getX(), point.getY());
    }

    private void draw(BpmnShape shape) {
        var element = shape.getBpmnElement();
        var at = shape.getBounds();
        var id = element == null ? "" : Objects.requireNonNullElse(element.getId(), "");
        svg.append("<g class=\"%s\" id=\"%s\"><title>".formatted(state(element), HtmlReport.anchor(file, id)));
        svg.append(escaped(objected.containsKey(id) ? id + "\n" + objected.get(id) : id))
                .append("</title>");
        if (element instanceof Event) {
            svg.append(format(
                    "<circle cx=\"%.0f\" cy=\"%.0f\" r=\"%.0f\"/>",
                    at.getX() + at.getWidth() / 2, at.getY() + at.getHeight() / 2, at.getWidth() / 2));
        } else if (element instanceof Gateway) {
            svg.append(format(
                    "<path d=\"M%.0f %.0fl%.0f %.0fl%.0f %.0fl-%.0f %.0fz\"/>",
                    at.getX(),
                    at.getY() + at.getHeight() / 2,
                    at.getWidth() / 2,
                    -at.getHeight() / 2,
                    at.getWidth() / 2,
                    at.getHeight() / 2,
                    at.getWidth() / 2,
                    at.getHeight() / 2));
        } else {
            svg.append(format(
                    "<rect x=\"%.0f\" y=\"%.0f\" width=\"%.0f\" height=\"%.0f\" rx=\"%.0f\"/>",
                    at.getX(), at.getY(), at.getWidth(), at.getHeight(), CORNER));
        }
        name(element, shape, at);
        svg.append("</g>");
    }

    private void name(BaseElement element, BpmnShape shape, Bounds at) {
        if (!(element instanceof FlowElement named) || named.getName() == null) {
            return;
        }
        var label = shape.getBpmnLabel() == null ? null : shape.getBpmnLabel().getBounds();
        var x = label == null ? at.getX() + at.getWidth() / 2 : label.getX() + label.getWidth() / 2;
        var y = label == null ? at.getY() + at.getHeight() / 2 : label.getY() + LINE_HEIGHT;
        if (element instanceof SubProcess) {
            y = at.getY() + 2 * LINE_HEIGHT;
        }
        for (var line : lines(named.getName())) {
            svg.append(format("<text x=\"%.0f\" y=\"%.0f\">", x, y))
                    .append(escaped(line))
                    .append("</text>");
            y += LINE_HEIGHT;
        }
    }

    private static Iterable<String> lines(String name) {
        var lines = new java.util.ArrayList<String>();
        var line = new StringBuilder();
        for (var word : name.split("\\s+")) {
            if (!line.isEmpty() && line.length() + word.length() >= LETTERS) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }

    /** A flow is covered if a path takes it: one behind a gateway by itself, any other with its two ends. */
    private String state(BaseElement element) {
        if (element == null || objected.containsKey(element.getId())) {
            return element == null ? "other" : "objected";
        }
        if (element instanceof org.camunda.bpm.model.bpmn.instance.SequenceFlow flow) {
            var isChosen = flow.getSource() instanceof org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
            var isCovered = isChosen
                    ? covered.contains(flow.getId())
                    : covered.contains(flow.getSource().getId())
                            && covered.contains(flow.getTarget().getId());
            return isCovered ? "covered" : "uncovered";
        }
        if (!(element instanceof org.camunda.bpm.model.bpmn.instance.FlowNode)) {
            return "other";
        }
        if (element instanceof SubProcess inside) {
            return inside.getFlowElements().stream().anyMatch(inner -> covered.contains(inner.getId()))
                    ? "covered"
                    : "uncovered";
        }
        return covered.contains(element.getId()) ? "covered" : "uncovered";
    }

    static String escaped(String text) {
        return Objects.requireNonNullElse(text, "")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static String format(String text, Object... values) {
        return String.format(Locale.ROOT, text, values);
    }
}
