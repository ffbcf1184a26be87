package org.coincide.processes.checks.conventions;

import static org.coincide.processes.checks.conventions.Convention.unless;

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
import org.coincide.processes.checks.conventions.Diagram.Area;
import org.coincide.processes.checks.conventions.Diagram.Line;

/** What a person sees who opens a model. */
final class DiagramConventions {

    static final Convention COMPLETE = Convention.of("everything is drawn, and every name has its place", model -> {
                var diagram = Diagram.of(model.content());
                return model.content().getModelElementsByType(FlowElement.class).stream()
                        .filter(element -> element instanceof FlowNode || element instanceof SequenceFlow)
                        .flatMap(element -> missing(element, diagram));
            })
            .forReaders();

    static final Convention APART = drawn("no shape and no name lies on another", diagram -> pairs(diagram.areas())
            .filter(pair -> pair.one().box().intersects(pair.other().box()))
            .filter(pair -> !areAttached(pair.one(), pair.other()))
            .map(pair -> new Fault(pair.one().name(), "lies on " + pair.other().name())));

    static final Convention SQUARE = drawn(
            "a line runs level or upright, from the edge of a shape to the edge of another",
            diagram -> diagram.lines().stream().flatMap(line -> Stream.concat(
                            unless(
                                    line.segments().allMatch(DiagramConventions::isSquare),
                                    "should run level or upright"),
                            unless(docks(line, diagram), "should end at the edges of what it connects"))
                    .map(fault -> new Fault(line.flow().getId(), fault))));

    static final Convention UNCROSSED = drawn("no line crosses another", diagram -> pairs(diagram.lines())
            .filter(pair -> pair.one().crosses(pair.other()) && !mayTouch(pair.one(), pair.other()))
            .map(pair -> new Fault(
                    pair.one().flow().getId(), "crosses " + pair.other().flow().getId())));

    static final Convention CLEAR = drawn("no line runs through a shape or a name", diagram -> diagram.lines().stream()
            .flatMap(line -> diagram.areas().stream()
                    .filter(area -> !isAround(area, line.flow()))
                    .filter(area -> line.segments().anyMatch(area::isCutBy))
                    .map(area -> new Fault(line.flow().getId(), "runs through " + area.name()))));

    static final Convention FORWARD =
            drawn("a flow leads from left to right, unless it goes round once more", diagram -> diagram.lines().stream()
                    .filter(line -> line.end().getX() < line.start().getX())
                    .filter(line -> !isWhereWaysMeet(line.flow().getTarget()))
                    .map(line -> new Fault(line.flow().getId(), "leads back to the left")));

    static final List<Convention> ALL = List.of(COMPLETE, APART, SQUARE, UNCROSSED, CLEAR, FORWARD);

    private record Pair<T>(T one, T other) {}

    private DiagramConventions() {}

    private static Convention drawn(String text, Function<Diagram, Stream<Fault>> faults) {
        return Convention.of(text, model -> faults.apply(Diagram.of(model.content())))
                .forReaders();
    }

    private static Stream<Fault> missing(FlowElement element, Diagram diagram) {
        var writtenInside = element instanceof Activity;
        return Stream.concat(
                        unless(diagram.draws(element), "is not drawn"),
                        unless(
                                element.getName() == null || writtenInside || diagram.labels(element),
                                "its name has no place"))
                .map(fault -> new Fault(element.getId(), fault));
    }

    /** A gateway that only joins ways: what is repeated begins there. */
    private static boolean isWhereWaysMeet(FlowNode node) {
        return node instanceof ExclusiveGateway && node.getOutgoing().size() == 1;
    }

    private static boolean isSquare(Line2D segment) {
        return segment.getX1() == segment.getX2() || segment.getY1() == segment.getY2();
    }

    private static boolean docks(Line line, Diagram diagram) {
        return diagram.shape(line.flow().getSource()).stream().allMatch(shape -> shape.hasOnItsEdge(line.start()))
                && diagram.shape(line.flow().getTarget()).stream().allMatch(shape -> shape.hasOnItsEdge(line.end()));
    }

    /** Lines that leave one shape, or reach one, may share a stretch there. */
    private static boolean mayTouch(Line one, Line other) {
        return one.flow().getSource().equals(other.flow().getSource())
                || one.flow().getTarget().equals(other.flow().getTarget());
    }

    private static boolean areAttached(Area one, Area other) {
        return isHost(one.element(), other.element())
                || isHost(other.element(), one.element())
                || isAround(one, other.element())
                || isAround(other, one.element());
    }

    /** Whether this is the sub-process in which the element is. */
    private static boolean isAround(Area area, FlowElement element) {
        for (var outer = element.getParentElement(); outer != null; outer = outer.getParentElement()) {
            if (outer.equals(area.element())) {
                return true;
            }
        }
        return false;
    }

    private static boolean isHost(FlowElement host, FlowElement guest) {
        return guest instanceof BoundaryEvent boundary && host.equals(boundary.getAttachedTo());
    }

    private static <T> Stream<Pair<T>> pairs(List<T> all) {
        return all.stream().flatMap(one -> all.subList(all.indexOf(one) + 1, all.size()).stream()
                .map(other -> new Pair<>(one, other)));
    }
}
