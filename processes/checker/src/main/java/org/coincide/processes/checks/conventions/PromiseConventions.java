package org.coincide.processes.checks.conventions;

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
import org.coincide.processes.checks.contract.Status;

/** What a client is promised, and what happens when the promise is not kept. */
final class PromiseConventions {

    private static final Pattern DURATION =
            Pattern.compile("[$#]\\{.+}|P(?=.)(\\d+Y)?(\\d+M)?(\\d+W)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?");

    static final Convention KEPT_BY_A_TIMER = Convention.of(
            "a promised time is that of a timer that begins with the promise",
            model -> model.content().getModelElementsByType(Event.class).stream()
                    .flatMap(event -> promise(event)
                            .flatMap(promised -> faults(model, event, promised))
                            .map(fault -> new Fault(event.getId(), fault))));

    /** The engine would find out when the first order comes by. */
    static final Convention READABLE = Convention.of(
            "a timer has a duration such as P1D, a date, a cycle or an expression",
            model -> model.content().getModelElementsByType(TimeDuration.class).stream()
                    .flatMap(time -> Convention.unless(
                                    DURATION.matcher(time.getTextContent().strip())
                                            .matches(),
                                    "waits for " + time.getTextContent().strip()
                                            + ", which is no duration such as P1D or PT4H")
                            .map(fault -> new Fault(
                                    References.owner(time.getParentElement().getParentElement()), fault))));

    static final List<Convention> ALL = List.of(READABLE, KEPT_BY_A_TIMER);

    private PromiseConventions() {}

    private static Stream<String> promise(Event event) {
        return Status.properties(event)
                .filter(property -> property.getKey().equals(Status.DUE))
                .map(Map.Entry::getValue);
    }

    private static Stream<String> faults(Model model, FlowNode event, String promised) {
        var time = duration(promised);
        if (time.isEmpty()) {
            return Stream.of("promises " + promised + ", which is no duration such as P1D or PT4H");
        }
        var timers = Timers.startedBy(event, model.all(), next -> saysMore(event, next));
        if (timers.isEmpty()) {
            return Stream.of(
                    "promises " + promised + ", but no timer begins with it: put an SLA timer at what waits next");
        }
        return Convention.unless(
                timers.stream().anyMatch(timer -> duration(length(timer)).equals(time)),
                "promises " + promised + ", but what begins with it takes other times: "
                        + timers.stream()
                                .map(timer -> timer.getId() + " " + length(timer))
                                .collect(Collectors.joining(", "))
                        + "; promise what the timer says");
    }

    /** Whether the status that carries the promise is left here. */
    private static boolean saysMore(FlowNode promising, FlowNode next) {
        var promised = Status.saidBy(promising).map(Status::lifecycle).toList();
        return Status.saidBy(next).map(Status::lifecycle).anyMatch(promised::contains);
    }

    private static String length(CatchEvent timer) {
        return timer.getChildElementsByType(TimerEventDefinition.class).stream()
                .flatMap(definition ->
                        Stream.of(definition.getTimeDuration(), definition.getTimeCycle(), definition.getTimeDate()))
                .filter(time -> time != null)
                .map(time -> time.getTextContent().strip())
                .findFirst()
                .orElse("without a time");
    }

    private static Optional<Duration> duration(String text) {
        try {
            return Optional.of(Duration.parse(text));
        } catch (DateTimeException other) {
            return Optional.empty();
        }
    }
}
