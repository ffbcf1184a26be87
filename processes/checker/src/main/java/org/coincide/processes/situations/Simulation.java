package org.coincide.processes.situations;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.graph.ProcessGraphs;
import org.coincide.processes.paths.graph.UnsupportedModelException;
import org.coincide.processes.server.ServerInterface;

/** Compares the messages to clients before and after a change of the models, in each situation. */
public final class Simulation {

    private Simulation() {}

    /**
     * Plays each situation through both sets of models, and compares the results of changed decision tables.
     *
     * @return the differences by the name of the situation, as lines that begin with a space (in both), - (before) or + (after); the list is
     *     empty where clients are told the same
     */
    public static Map<String, List<String>> compare(
            ModelSet before, ModelSet after, ServerInterface server, CheckLimits limits) {
        var differences = new LinkedHashMap<String, List<String>>();
        Situation.ALL.forEach(situation -> {
            var told = play(situation, before, server, limits);
            var changed = play(situation, after, server, limits);
            differences.put(situation.name(), told.equals(changed) ? List.of() : diff(told, changed));
        });
        differences.putAll(ChangedDecisions.compare(before, after));
        return differences;
    }

    /** Models that break rules are played, too: a failure is a line of the situation. */
    private static List<String> play(Situation situation, ModelSet models, ServerInterface server, CheckLimits limits) {
        try {
            var graphs = new ProcessGraphs(models, server, limits);
            var process = server.firstStart().process();
            return graphs.has(process)
                    ? Player.play(situation, graphs)
                    : List.of("cannot be played: the process " + process + " is missing");
        } catch (UnsupportedModelException unsupported) {
            return List.of("cannot be played: " + unsupported.element() + " " + unsupported.getMessage());
        } catch (RuntimeException | StackOverflowError failure) {
            return List.of("cannot be played: " + failure);
        }
    }

    /** The differences of two lists by their longest common subsequence. */
    static List<String> diff(List<String> before, List<String> after) {
        var lengths = new int[before.size() + 1][after.size() + 1];
        for (int one = before.size() - 1; one >= 0; one--) {
            for (int other = after.size() - 1; other >= 0; other--) {
                lengths[one][other] = before.get(one).equals(after.get(other))
                        ? 1 + lengths[one + 1][other + 1]
                        : Math.max(lengths[one + 1][other], lengths[one][other + 1]);
            }
        }
        var lines = new ArrayList<String>();
        int one = 0;
        int other = 0;
        while (one < before.size() || other < after.size()) {
            if (one < before.size() && other < after.size() && before.get(one).equals(after.get(other))) {
                lines.add("  " + before.get(one++));
                other++;
            } else if (other == after.size()
                    || one < before.size() && lengths[one + 1][other] >= lengths[one][other + 1]) {
                lines.add("- " + before.get(one++));
            } else {
                lines.add("+ " + after.get(other++));
            }
        }
        return lines;
    }
}
