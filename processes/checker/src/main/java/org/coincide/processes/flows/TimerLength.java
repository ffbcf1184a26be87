package org.coincide.processes.flows;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.instance.CatchEvent;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;

/**
 * The time until a timer occurs first, in seconds. A month and a year have a least and a greatest length.
 *
 * @param text the duration, as an editor writes it
 */
record TimerLength(String text, long least, long greatest) {

    private static final Pattern PERIOD =
            Pattern.compile("P(?:(\\d{1,6})Y)?(?:(\\d{1,6})M)?(?:(\\d{1,6})W)?(?:(\\d{1,6})D)?"
                    + "(?:T(?:(\\d{1,6})H)?(?:(\\d{1,6})M)?(?:(\\d{1,9})S)?)?");

    private static final Pattern CYCLE = Pattern.compile("R\\d*/(P[^/]*)");
    private static final long DAY = 24 * 60 * 60;
    private static final long[] LEAST = {365 * DAY, 28 * DAY, 7 * DAY, DAY, 60 * 60, 60, 1};
    private static final long[] GREATEST = {366 * DAY, 31 * DAY, 7 * DAY, DAY, 60 * 60, 60, 1};

    /** The length of a timer; empty if it is a date, an expression or invalid. */
    static Optional<TimerLength> of(CatchEvent timer) {
        return timer.getChildElementsByType(TimerEventDefinition.class).stream()
                .flatMap(definition -> Stream.of(definition.getTimeDuration(), definition.getTimeCycle()))
                .filter(time -> time != null)
                .flatMap(time -> parse(time.getTextContent().strip()).stream())
                .findFirst();
    }

    static Optional<TimerLength> parse(String text) {
        var cycle = CYCLE.matcher(text);
        var duration = cycle.matches() ? cycle.group(1) : text;
        var period = PERIOD.matcher(duration);
        return period.matches() && duration.matches(".*\\d.*")
                ? Optional.of(new TimerLength(duration, sum(period, LEAST), sum(period, GREATEST)))
                : Optional.empty();
    }

    private static long sum(MatchResult period, long[] seconds) {
        var sum = 0L;
        for (int unit = 0; unit < seconds.length; unit++) {
            if (period.group(unit + 1) != null) {
                sum += Long.parseLong(period.group(unit + 1)) * seconds[unit];
            }
        }
        return sum;
    }

    /** Returns whether another timer that starts no earlier can never occur before this one. */
    boolean precedes(TimerLength other) {
        return greatest <= other.least;
    }
}
