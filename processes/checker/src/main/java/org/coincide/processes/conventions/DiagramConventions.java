package org.coincide.processes.conventions;

import static org.coincide.processes.conventions.Convention.unless;

import java.awt.geom.Line2D;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ExclusiveGateway;
import org.camunda.bpm.model.bpmn.instance.FlowElement;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.coincide.processes.model.Diagram;
import org.coincide.processes.model.Diagram.Area;
import org.coincide.processes.model.Diagram.Line;

/** Conventions for the diagram of a model. */
final class DiagramConventions {

    static final Convention COMPLETE = Convention.of("each element has a shape, and each name has a label", model -> {
                var diagram = Diagram.of(model.content());
                return model.content().getModelElementsByType(FlowElement.class).stream()
                        .filter(element -> element instanceof FlowNode || element instanceof SequenceFlow)
                        .flatMap(element -> missing(element, diagram));
            })
            .asAdvice();

    static final Convention NO_OVERLAPS = drawn("no shape or label overlaps another", diagram -> pairs(diagram.areas())
            .filter(pair -> pair.one().box().intersects(pair.other().box()))
            .filter(pair -> !areAttached(pair.one(), pair.other()))
            .map(pair ->
                    new Violation(pair.one().name(), "overlaps " + pair.other().name())));

    static final Convention ORTHOGONAL = drawn(
            "a line runs horizontally or vertically, from the edge of one shape to the edge of another",
            diagram -> diagram.lines().stream().flatMap(line -> Stream.concat(
                            unless(
                                    line.segments().allMatch(DiagramConventions::isOrthogonal),
                                    "should run horizontally or vertically"),
                            unless(
                                    docks(line, diagram),
                                    "should begin and end at the edges of the shapes that it connects"))
                    .map(violation -> new Violation(line.flow().getId(), violation))));

    static final Convention NO_CROSSINGS = drawn("no line crosses another", diagram -> pairs(diagram.lines())
            .filter(pair -> pair.one().crosses(pair.other()) && !mayTouch(pair.one(), pair.other()))
            .map(pair -> new Violation(
                    pair.one().flow().getId(), "crosses " + pair.other().flow().getId())));

    static final Convention UNOBSTRUCTED =
            drawn("no line runs through a shape or a label", diagram -> diagram.lines().stream()
                    .flatMap(line -> diagram.areas().stream()
                            .filter(area -> !contains(area, line.flow()))
                            .filter(area -> line.segments().anyMatch(area::isCutBy))
                            .map(area -> new Violation(line.flow().getId(), "runs through " + area.name()))));

    static final Convention LEFT_TO_RIGHT =
            drawn("a flow leads from left to right, unless it loops back", diagram -> diagram.lines().stream()
                    .filter(line -> line.end().getX() < line.start().getX())
                    .filter(line -> !isMerge(line.flow().getTarget()))
                    .map(line -> new Violation(
                            line.flow().getId(), "leads from right to left; move its target to the right")));

    static final List<Convention> ALL =
            List.of(COMPLETE, NO_OVERLAPS, ORTHOGONAL, NO_CROSSINGS, UNOBSTRUCTED, LEFT_TO_RIGHT);

    private record Pair<T>(T one, T other) {}

    private DiagramConventions() {}

    private static Convention drawn(String text, Function<Diagram, Stream<Violation>> violations) {
        return Convention.of(text, model -> violations.apply(Diagram.of(model.content())))
                .asAdvice();
    }

    private static Stream<Violation> missing(FlowElement element, Diagram diagram) {
        var isNamedInside = element instanceof Activity;
        return Stream.concat(
                        unless(diagram.draws(element), "has no shape; draw it"),
                        unless(
                                element.getName() == null || isNamedInside || diagram.labels(element),
                                "its name has no label; place it"))
                .map(violation -> new Violation(element.getId(), violation));
    }

    /** A gateway that only merges flows, as at the begin of a loop. */
    private static boolean isMerge(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() == 1;
    }

    private static boolean isOrthogonal(Line2D segment) {
        return segment.getX1() == segment.getX2() || segment.getY1() == segment.getY2();
    }

    private static boolean docks(Line line, Diagram diagram) {
        return diagram.shape(line.flow().getSource()).stream().allMatch(shape -> shape.hasOnEdge(line.start()))
                && diagram.shape(line.flow().getTarget()).stream().allMatch(shape -> shape.hasOnEdge(line.end()));
    }

    /** Lines with the same source or the same target may overlap there. */
    private static boolean mayTouch(Line one, Line other) {
        return one.flow().getSource().equals(other.flow().getSource())
                || one.flow().getTarget().equals(other.flow().getTarget());
    }

    private static boolean areAttached(Area one, Area other) {
        return isHost(one.element(), other.element())
                || isHost(other.element(), one.element())
                || contains(one, other.element())
                || contains(other, one.element());
    }

    /** Returns whether this is the sub-process that contains the element. */
    private static boolean contains(Area area, FlowElement element) {
        for (var outer = element.getParentElement(); outer != null; outer = outer.getParentElement()) {
            if (outer.equals(area.element())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(FlowElement host, FlowElement attached) {
        return attached instanceof BoundaryEvent boundary && host.equals(boundary.getAttachedTo());
    }

    private static <T> Stream<Pair<T>> pairs(List<T> all) {
        return all.stream().flatMap(one -> all.subList(all.indexOf(one) + 1, all.size()).stream()
                .map(other -> new Pair<>(one, other)));
    }
}
