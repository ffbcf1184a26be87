package org.coincide.processes.report;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.CompensateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.EscalationEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.EventBasedGateway;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.Gateway;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.ParallelGateway;
import org.camunda.bpm.model.bpmn.instance.SignalEventDefinition;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TerminateEventDefinition;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
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

    /** Lines around the middle of a shape. */
    private static final Map<Class<? extends BaseElement>, String> SYMBOLS = Map.of(
            ExclusiveGateway.class, "M-7 -7L7 7M-7 7L7 -7",
            ParallelGateway.class, "M0 -10V10M-10 0H10",
            EventBasedGateway.class, "M0 -10L10 -2L6 9H-6L-10 -2Z",
            TimerEventDefinition.class, "M-10 0A10 10 0 1 1 10 0A10 10 0 1 1 -10 0M0 -7V0L5 3",
            MessageEventDefinition.class, "M-9 -6H9V6H-9ZM-9 -6L0 1L9 -6",
            ErrorEventDefinition.class, "M-8 7L-3 -6L3 3L8 -7",
            EscalationEventDefinition.class, "M0 -8L6 8L0 2L-6 8Z",
            CompensateEventDefinition.class, "M-9 0L0 -6V6ZM0 0L9 -6V6Z",
            TerminateEventDefinition.class, "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1 -6 0",
            SignalEventDefinition.class, "M0 -8L8 6H-8Z");

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
        // Lines can run outside the shapes.
        var x = DoubleStream.concat(
                        shapes.stream()
                                .map(BpmnShape::getBounds)
                                .flatMapToDouble(at -> DoubleStream.of(at.getX(), at.getX() + at.getWidth())),
                        waypoints().mapToDouble(Waypoint::getX))
                .summaryStatistics();
        var y = DoubleStream.concat(
                        shapes.stream()
                                .map(BpmnShape::getBounds)
                                .flatMapToDouble(at -> DoubleStream.of(at.getY(), at.getY() + at.getHeight())),
                        waypoints().mapToDouble(Waypoint::getY))
                .summaryStatistics();
        var isEmpty = x.getCount() == 0;
        var left = isEmpty ? 0 : x.getMin() - MARGIN;
        var top = isEmpty ? 0 : y.getMin() - MARGIN;
        var width = isEmpty ? MARGIN : x.getMax() + MARGIN - left;
        var height = isEmpty ? MARGIN : y.getMax() + 2 * MARGIN - top;
        svg.append(format(
                "<svg viewBox=\"%.0f %.0f %.0f %.0f\" style=\"max-width:%.0fpx\">", left, top, width, height, width));
        shapes.stream()
                .filter(shape -> shape.getBpmnElement() instanceof SubProcess)
                .forEach(this::draw);
        model.getModelElementsByType(BpmnEdge.class).forEach(this::draw);
        shapes.stream()
                .filter(shape -> !(shape.getBpmnElement() instanceof SubProcess))
                .forEach(this::draw);
        return svg.append("</svg>\n").toString();
    }

    private Stream<Waypoint> waypoints() {
        return model.getModelElementsByType(BpmnEdge.class).stream().flatMap(edge -> edge.getWaypoints().stream());
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
                    "<circle class=\"%s\" cx=\"%.0f\" cy=\"%.0f\" r=\"%.0f\"/>",
                    element instanceof EndEvent ? "end" : "",
                    at.getX() + at.getWidth() / 2,
                    at.getY() + at.getHeight() / 2,
                    at.getWidth() / 2));
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
        symbol(element)
                .ifPresent(path -> svg.append(format(
                        "<path class=\"symbol\" transform=\"translate(%.0f %.0f)\" d=\"%s\"/>",
                        at.getX() + at.getWidth() / 2, at.getY() + at.getHeight() / 2, path)));
        name(element, shape, at);
        svg.append("</g>");
    }

    /** The kind of a gateway or of an event, as Modeler shows it. */
    private static Optional<String> symbol(BaseElement element) {
        return SYMBOLS.entrySet().stream()
                .filter(symbol -> symbol.getKey().isInstance(element)
                        || element instanceof Event
                                && !element.getChildElementsByType(symbol.getKey())
                                        .isEmpty())
                .map(Map.Entry::getValue)
                .findFirst();
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
            var isChosen = flow.getSource() instanceof ExclusiveGateway;
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
