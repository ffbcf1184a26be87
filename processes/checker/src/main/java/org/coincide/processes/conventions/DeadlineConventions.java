package org.coincide.processes.conventions;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.TimeDuration;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.coincide.processes.lifecycle.DeclaredStatus;

/** Conventions for the time limits of statuses and for timers. */
final class DeadlineConventions {

    private static final Pattern DURATION =
            Pattern.compile("[$#]\\{.+}|P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?");

    static final Convention TIME_LIMITS = Convention.of(
            "a time limit equals the duration of a timer that starts with the status",
            model -> model.content().getModelElementsByType(Event.class).stream()
                    .flatMap(event -> timeLimit(event)
                            .flatMap(limit -> violations(model, event, limit))
                            .map(violation -> new Violation(event.getId(), violation))));

    /** Without this convention, the engine would fail with the first order. */
    static final Convention TIMER_DURATIONS = Convention.of(
            "a timer has a valid duration such as P1D, a date, a cycle or an expression",
            model -> model.content().getModelElementsByType(TimeDuration.class).stream()
                    .flatMap(time -> Convention.unless(
                                    DURATION.matcher(time.getTextContent().strip())
                                            .matches(),
                                    "the duration " + time.getTextContent().strip()
                                            + " is invalid; use one such as P1D or PT4H")
                            .map(violation -> new Violation(
                                    ElementReferences.owner(
                                            time.getParentElement().getParentElement()),
                                    violation))));

    static final List<Convention> ALL = List.of(TIMER_DURATIONS, TIME_LIMITS);

    private DeadlineConventions() {}

    private static Stream<String> timeLimit(Event event) {
        return DeclaredStatus.properties(event)
                .filter(property -> property.getKey().equals(DeclaredStatus.DUE))
                .map(Map.Entry::getValue);
    }

    private static Stream<String> violations(CheckedModel model, FlowNode event, String limit) {
        var time = duration(limit);
        if (time.isEmpty()) {
            return Stream.of("the time limit " + limit + " is invalid; use a duration such as P1D or PT4H");
        }
        var timers = StartedTimers.startedBy(event, model.all(), next -> endsLimit(event, next));
        if (timers.isEmpty()) {
            return Stream.of("the time limit " + limit
                    + " has no timer; attach an SLA timer to the next task or event that waits");
        }
        return Convention.unless(
                timers.stream().anyMatch(timer -> duration(length(timer)).equals(time)),
                "the time limit " + limit + " differs from the timers that start with it: "
                        + timers.stream()
                                .map(timer -> timer.getId() + " " + length(timer))
                                .collect(Collectors.joining(", "))
                        + "; use the duration of one of them");
    }

    /** Returns whether the lifecycle with the time limit gets another status here. */
    private static boolean endsLimit(FlowNode event, FlowNode next) {
        var promised = DeclaredStatus.of(event).map(DeclaredStatus::lifecycle).toList();
        return DeclaredStatus.of(next).map(DeclaredStatus::lifecycle).anyMatch(promised::contains);
    }

    private static String length(CatchEvent timer) {
        return timer.getChildElementsByType(TimerEventDefinition.class).stream()
                .flatMap(definition ->
                        Stream.of(definition.getTimeDuration(), definition.getTimeCycle(), definition.getTimeDate()))
                .filter(time -> time != null)
                .map(time -> time.getTextContent().strip())
                .findFirst()
                .orElse("without a duration");
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
