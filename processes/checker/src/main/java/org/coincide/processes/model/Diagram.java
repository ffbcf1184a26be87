package org.coincide.processes.model;

import java.awt.geom.Line2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnEdge;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnLabel;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.camunda.bpm.model.bpmn.instance.dc.Bounds;
import org.coincide.processes.model.Diagram.Area;
import org.coincide.processes.model.Diagram.Line;

/** The geometry of a diagram. */
public record Diagram(List<Area> shapes, List<Area> labels, List<Line> lines) {

    /** A shape or a label. */
    public record Area(FlowElement element, String name, Rectangle2D box) {

        /** Returns whether the point lies on the edge, within one pixel. */
        public boolean hasOnEdge(Point2D point) {
            return grown(1).contains(point) && !grown(-1).contains(point);
        }

        public boolean isCutBy(Line2D segment) {
            return segment.intersects(grown(-1));
        }

        private Rectangle2D grown(double by) {
            return new Rectangle2D.Double(
                    box.getX() - by, box.getY() - by, box.getWidth() + 2 * by, box.getHeight() + 2 * by);
        }
    }

    public record Line(SequenceFlow flow, List<Point2D> points) {

        public Stream<Line2D> segments() {
            return IntStream.range(1, points.size())
                    .mapToObj(index -> new Line2D.Double(points.get(index - 1), points.get(index)));
        }

        public Point2D start() {
            return points.get(0);
        }

        public Point2D end() {
            return points.get(points.size() - 1);
        }

        public boolean crosses(Line other) {
            return segments().anyMatch(segment -> other.segments().anyMatch(segment::intersectsLine));
        }
    }

    public static Diagram of(BpmnModelInstance model) {
        var shapes = model.getModelElementsByType(BpmnShape.class).stream()
                .filter(shape -> shape.getBpmnElement() instanceof FlowNode)
                .toList();
        var edges = model.getModelElementsByType(BpmnEdge.class).stream()
                .filter(edge -> edge.getBpmnElement() instanceof SequenceFlow)
                .toList();
        var labels = Stream.concat(
                shapes.stream().map(shape -> label(shape.getBpmnElement(), shape.getBpmnLabel())),
                edges.stream().map(edge -> label(edge.getBpmnElement(), edge.getBpmnLabel())));
        return new Diagram(
                shapes.stream().map(Diagram::shape).toList(),
                labels.flatMap(Optional::stream).toList(),
                edges.stream().map(Diagram::line).toList());
    }

    /** All shapes and labels. */
    public List<Area> areas() {
        return Stream.concat(shapes.stream(), labels.stream()).toList();
    }

    public Optional<Area> shape(FlowElement element) {
        return shapes.stream().filter(shape -> shape.element().equals(element)).findFirst();
    }

    public boolean draws(FlowElement element) {
        return shape(element).isPresent()
                || lines.stream().anyMatch(line -> line.flow().equals(element));
    }

    public boolean labels(FlowElement element) {
        return labels.stream().anyMatch(label -> label.element().equals(element));
    }

    private static Area shape(BpmnShape shape) {
        var element = (FlowElement) shape.getBpmnElement();
        return new Area(element, element.getId(), box(shape.getBounds()));
    }

    private static Optional<Area> label(BaseElement element, BpmnLabel label) {
        return Optional.ofNullable(label)
                .map(BpmnLabel::getBounds)
                .map(bounds -> new Area((FlowElement) element, "the label of " + element.getId(), box(bounds)));
    }

    private static Line line(BpmnEdge edge) {
        var points = edge.getWaypoints().stream()
                .<Point2D>map(waypoint -> new Point2D.Double(waypoint.getX(), waypoint.getY()))
                .toList();
        return new Line((SequenceFlow) edge.getBpmnElement(), points);
    }

    private static Rectangle2D box(Bounds bounds) {
        return new Rectangle2D.Double(bounds.getX(), bounds.getY(), bounds.getWidth(), bounds.getHeight());
    }
}
