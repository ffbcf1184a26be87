package org.coincide.docs;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A drawing of bpmn-js on a white background with a margin, so that black lines are readable on a dark page. */
final class SvgBackground {

    private static final int MARGIN = 12;
    private static final Pattern HEAD = Pattern.compile("<svg[^>]*>");
    private static final Pattern VIEW = Pattern.compile("viewBox=\"([-\\d.]+) ([-\\d.]+) ([-\\d.]+) ([-\\d.]+)\"");
    private static final Pattern MARKER = Pattern.compile("id=\"([a-z-]+-[a-z0-9]{20,})\"");
    private static final String HEADED =
            """
            <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" version="1.1" \
            width="%3$s" height="%4$s" viewBox="%1$s %2$s %3$s %4$s" data-model-sha256="%5$s">\
            <rect x="%1$s" y="%2$s" width="%3$s" height="%4$s" rx="8" fill="#fff"/>""";

    private SvgBackground() {}

    static String of(String svg, String stateOfModel) {
        MatchResult head = HEAD.matcher(svg).results().findFirst().orElseThrow();
        MatchResult view = VIEW.matcher(head.group()).results().findFirst().orElseThrow();
        String drawn = svg.substring(head.end());
        return HEADED.formatted(
                        text(number(view, 1) - MARGIN),
                        text(number(view, 2) - MARGIN),
                        text(number(view, 3) + 2 * MARGIN),
                        text(number(view, 4) + 2 * MARGIN),
                        stateOfModel)
                + withSteadyNames(drawn)
                + "\n";
    }

    /** Replaces the random names of arrow heads, so that a picture only changes with its model. */
    private static String withSteadyNames(String svg) {
        List<String> names = Stream.of(svg)
                .flatMap(text -> MARKER.matcher(text).results())
                .map(marker -> marker.group(1))
                .distinct()
                .toList();
        String steady = svg;
        for (int index = 0; index < names.size(); index++) {
            steady = steady.replace(names.get(index), "marker-" + index);
        }
        return steady;
    }

    private static double number(MatchResult view, int group) {
        return Double.parseDouble(view.group(group));
    }

    private static String text(double number) {
        return number == Math.rint(number) ? String.valueOf((long) number) : String.valueOf(number);
    }
}
