package org.coincide.processes.checker;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.processes.model.Finding;

/**
 * The report of a model check.
 *
 * @param models number of models
 * @param paths number of explored paths; 0 if the models break a convention and were not explored
 * @param states number of explored states
 * @param complete whether all paths were explored; otherwise the exploration stopped at its limit
 * @param errors findings for which the models are refused
 * @param advice findings on readability
 * @param visited the identifiers of the elements and flows that a path covers
 */
public record CheckReport(
        int models,
        int paths,
        int states,
        boolean complete,
        List<Finding> errors,
        List<Finding> advice,
        Set<String> visited) {

    /** Returns whether the models are accepted. */
    public boolean isAccepted() {
        return errors.isEmpty();
    }

    /** The same report with more findings. */
    public CheckReport with(List<Finding> more) {
        return new CheckReport(
                models,
                paths,
                states,
                complete,
                Stream.concat(more.stream().filter(Finding::binding), errors.stream())
                        .toList(),
                Stream.concat(more.stream().filter(finding -> !finding.binding()), advice.stream())
                        .toList(),
                visited);
    }

    @Override
    public String toString() {
        var counts = "%s, %s, %s".formatted(count(models, "model"), count(paths, "path"), count(states, "state"));
        var limit = complete ? "" : ", stopped at a limit";
        return counts + limit + ": " + (isAccepted() ? "no errors" : count(errors.size(), "error"));
    }

    private static String count(int number, String of) {
        return number + " " + of + (number == 1 ? "" : "s");
    }
}
