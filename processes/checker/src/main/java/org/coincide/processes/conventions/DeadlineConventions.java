package org.coincide.processes.conventions;

import java.text.ParseException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.impl.calendar.CronTimer;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.Event;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.SendTask;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.coincide.processes.flows.StartedTimers;
import org.coincide.processes.flows.UnreachableTimers;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.references.ElementReferences;
import org.coincide.processes.references.KnownTexts;
import org.coincide.processes.server.ProcessStart;
import org.coincide.processes.server.ServerInterface;

/** Conventions for the time limits of statuses and for timers. */
final class DeadlineConventions {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{.+}");
    /** The engine reads weeks only alone. */
    private static final String PERIOD = "P(?:\\d+W|(?=.)(\\d+Y)?(\\d+M)?(\\d+D)?(T(?=.)(\\d+H)?(\\d+M)?(\\d+S)?)?)";

    private static final Pattern DURATION = Pattern.compile(PERIOD);
    /** A number of repetitions and a period, with or without a start or an end. */
    private static final Pattern CYCLE =
            Pattern.compile("R([1-9]\\d*)?(/[\\dT:Z.+-]+)?/" + PERIOD + "(/[\\dT:Z.+-]+)?");

    /** A year or more, in years, months, weeks or days. */
    private static final Pattern LONG = Pattern.compile(
            "(?:R\\d*/)?P(?:[1-9]\\d*Y.*|(?:1[2-9]|[2-9]\\d|\\d{3,})M.*|(?:5[2-9]|[6-9]\\d|\\d{3,})W|(?:36[5-9]|3[7-9]\\d|[4-9]\\d\\d|\\d{4,})D.*)");

    private static final Kind DURATIONS = new Kind("duration", "P1D or PT4H", DeadlineConventions::isDuration);
    private static final Kind CYCLES = new Kind("cycle", "R3/PT1H or 0 0 8 * * MON-FRI", DeadlineConventions::isCycle);
    private static final Kind DATES = new Kind("date", "2027-01-31T12:00:00Z", DeadlineConventions::isDate);
    private static final Kind DUE =
            new Kind("due date", "P2D or 2027-01-31T12:00:00Z", text -> isDuration(text) || isDate(text));

    /** A kind of time, with an example and the texts that the engine reads as one. */
    private record Kind(String name, String example, Predicate<String> valid) {}

    /** The time of an element, as a text or an expression. */
    private record Time(String element, String text, Kind kind) {

        Stream<Violation> fault() {
            return EXPRESSION.matcher(text).matches() || kind.valid().test(text)
                    ? Stream.empty()
                    : Stream.of(violation("is invalid; use one such as " + kind.example()));
        }

        /** Some of the values may be for other uses, behind another answer of a question. */
        Stream<Violation> fault(KnownTexts known) {
            var values = ElementReferences.bean(text).map(known::of).orElse(Set.of());
            return values.isEmpty() || values.stream().anyMatch(kind.valid())
                    ? Stream.empty()
                    : Stream.of(violation("is a text such as "
                            + values.iterator().next() + "; use a variable with values such as " + kind.example()));
        }

        private Violation violation(String fault) {
            return new Violation(element, "the " + kind.name() + " " + text + " " + fault);
        }
    }

    static final Convention TIME_LIMITS = Convention.of(
            "a time limit equals the duration of a timer that starts with the status",
            model -> model.content().getModelElementsByType(Event.class).stream()
                    .flatMap(event -> timeLimit(event)
                            .flatMap(limit -> violations(model, event, limit))
                            .map(violation -> new Violation(event.getId(), violation))));

    /** Without this convention, the engine would fail with the first order. */
    static final Convention TIMERS = Convention.of(
            "a timer has a valid duration such as P1D, a date, a cycle or an expression",
            model -> timers(model).flatMap(Time::fault));

    /** The engine reads a due date when the task is created: a text that is none would stop each order at the task. */
    static final Convention DUE_DATES =
            Convention.of("a due date of a task is a date, a duration or an expression", model -> dueDates(model)
                    .flatMap(Time::fault));

    /** A variable that is never a time, such as a reason, stops each order at the timer. */
    static final Convention VARIABLES = Convention.by(
            "a variable that a timer or a due date reads can be a time",
            KnownTexts::of,
            (model, texts) -> Stream.concat(timers(model), dueDates(model)).flatMap(time -> time.fault(texts)));

    /** The engine creates the timer when the activity begins, and rolls it back together with a failed call. */
    static final Convention RETRIED_ACTIVITIES = Convention.each(
                    "a boundary timer of a call to the server runs while the call is retried",
                    BoundaryEvent.class,
                    event -> Convention.unless(
                            event.getChildElementsByType(TimerEventDefinition.class)
                                            .isEmpty()
                                    || !(event.getAttachedTo() instanceof ServiceTask)
                                            && !(event.getAttachedTo() instanceof BusinessRuleTask)
                                            && !(event.getAttachedTo() instanceof SendTask)
                                    || isExternal(event.getAttachedTo()),
                            "does not run while " + attachedTo(event)
                                    + " waits for a retry, so that it never occurs; put " + attachedTo(event)
                                    + " into a sub-process, and attach the timer to the sub-process"))
            .asAdvice();

    /** Each order has its own time: after the date, the timer occurs as soon as an order waits at it. */
    static final Convention FIXED_DATES = Convention.of(
                    "a timer does not end at the same date for all orders",
                    model -> model.content().getModelElementsByType(TimerEventDefinition.class).stream()
                            .filter(timer -> timer.getTimeDate() != null && isDate(text(timer.getTimeDate())))
                            .map(timer -> new Violation(
                                    ElementReferences.owner(timer.getParentElement()),
                                    "has the date " + text(timer.getTimeDate())
                                            + " for all orders, after which it occurs at once; use a duration such as"
                                            + " P30D, or a variable with a date")))
            .asAdvice();

    /** A reminder that comes after the deadline reminds nobody, and what the client was promised does not happen. */
    static final Convention UNREACHABLE_TIMERS = Convention.by(
            "a timer is shorter than the deadline of what it is attached to",
            DeadlineConventions::unreachableTimers,
            (model, timers) -> timers.in(model.content())
                    .map(found -> new Violation(
                            found.timer(),
                            "never occurs, since it takes " + found.length() + ", and " + found.deadline()
                                    + " ends " + found.ended() + " after " + found.limit()
                                    + "; make this timer shorter than " + found.deadline() + ", or that one longer")));

    /** Without the letter T, the letter M means months. */
    static final Convention LONG_DURATIONS = Convention.of("a timer is shorter than a year", model -> timers(model)
                    .filter(time -> LONG.matcher(time.text()).matches())
                    .map(time -> new Violation(
                            time.element(),
                            "waits for " + time.text() + ", which is a year or more; write a T before hours, minutes"
                                    + " and seconds, such as PT30M")))
            .asAdvice();

    static final List<Convention> ALL = List.of(
            TIMERS,
            TIME_LIMITS,
            UNREACHABLE_TIMERS,
            DUE_DATES,
            VARIABLES,
            RETRIED_ACTIVITIES,
            FIXED_DATES,
            LONG_DURATIONS);

    private DeadlineConventions() {}

    private static UnreachableTimers unreachableTimers(ModelSet models, ServerInterface server) {
        return new UnreachableTimers(
                models, server.starts().stream().map(ProcessStart::process).collect(Collectors.toSet()));
    }

    private static String attachedTo(BoundaryEvent event) {
        return event.getAttachedTo() == null ? "nothing" : event.getAttachedTo().getId();
    }

    private static boolean isExternal(Activity activity) {
        return "external"
                .equalsIgnoreCase(ElementReferences.attribute(activity, "type").orElse(""));
    }

    private static Stream<Time> timers(CheckedModel model) {
        return model.content().getModelElementsByType(TimerEventDefinition.class).stream()
                .flatMap(timer -> Stream.of(
                                time(timer, timer.getTimeDuration(), DURATIONS),
                                time(timer, timer.getTimeCycle(), CYCLES),
                                time(timer, timer.getTimeDate(), DATES))
                        .flatMap(Optional::stream)
                        .limit(1));
    }

    private static Optional<Time> time(TimerEventDefinition timer, ModelElementInstance time, Kind kind) {
        return Optional.ofNullable(time)
                .map(element -> new Time(ElementReferences.owner(timer.getParentElement()), text(element), kind));
    }

    private static Stream<Time> dueDates(CheckedModel model) {
        return model.content().getModelElementsByType(UserTask.class).stream()
                .flatMap(task -> Stream.of(task.getCamundaDueDate(), task.getCamundaFollowUpDate())
                        .filter(date -> date != null && !date.isBlank())
                        .map(date -> new Time(task.getId(), date.strip(), DUE)));
    }

    /** A timer without a length occurs at once: a mistake for a duration, an endless loop for a cycle. */
    private static boolean isDuration(String text) {
        return DURATION.matcher(text).matches() && text.matches(".*[1-9].*");
    }

    private static boolean isCycle(String text) {
        return CYCLE.matcher(text).matches() && text.matches(".*/P.*[1-9].*") || !text.startsWith("R") && isCron(text);
    }

    /** The engine's own parser decides. It returns the given time for a date that never comes, such as 30 February. */
    private static boolean isCron(String text) {
        try {
            return CronTimer.parse(text).getDueDate(new Date(0)).after(new Date(0));
        } catch (ParseException | RuntimeException invalid) {
            return false;
        }
    }

    private static boolean isDate(String text) {
        return Stream.of(DateTimeFormatter.ISO_DATE_TIME, DateTimeFormatter.ISO_DATE)
                .anyMatch(format -> isParsed(format, text));
    }

    private static boolean isParsed(DateTimeFormatter format, String text) {
        try {
            format.parse(text);
            return true;
        } catch (DateTimeException other) {
            return false;
        }
    }

    private static String text(ModelElementInstance time) {
        return time.getTextContent().strip();
    }

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
