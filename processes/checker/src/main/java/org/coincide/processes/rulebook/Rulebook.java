package org.coincide.processes.rulebook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.coincide.processes.checks.Beans;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.conventions.Convention;
import org.coincide.processes.checks.paths.Objection;
import org.coincide.processes.checks.paths.Walk;
import org.coincide.processes.checks.paths.Walked;

/** Judges models: first each by itself, as it is written; then all together, by what they would do. */
public final class Rulebook {

    private static final String PATHS = "every path says only what the contract allows, and ends closed";
    private static final int MOST_OBJECTIONS = 20;

    /** As many sets as an editor comes back to. */
    private static final int MOST_REMEMBERED = 32;

    private final int mostStates;
    private final Beans beans;
    private final Map<String, Walked> walks = new LinkedHashMap<>();

    /**
     * For a server.
     *
     * @param mostStates how many states the path check meets before it stops and says so
     * @param beans what its models can name
     */
    public Rulebook(int mostStates, Beans beans) {
        this.mostStates = mostStates;
        this.beans = beans;
    }

    /**
     * Judges files as they were saved, by name.
     *
     * @param others what somebody else has against them, such as the engine
     */
    public Verdict judge(Map<String, byte[]> files, List<Finding> others) {
        var unreadable = new ArrayList<Finding>();
        var models = ModelReader.read(files, unreadable);
        return unreadable.isEmpty()
                ? judge(models, others)
                : new Verdict(files.size(), 0, 0, true, with(unreadable, others), List.of());
    }

    /** Judges models. */
    public Verdict judge(ModelSet models) {
        return judge(models, List.of());
    }

    /** Those that break a binding convention are not walked: what they would do means nothing yet. */
    private Verdict judge(ModelSet models, List<Finding> others) {
        var findings = Convention.all()
                .flatMap(convention -> convention.findings(models, beans))
                .toList();
        var binding = with(findings.stream().filter(Finding::binding).toList(), others);
        var advice = findings.stream().filter(finding -> !finding.binding()).toList();
        var count = models.processes().size() + models.decisions().size();
        if (!binding.isEmpty()) {
            return new Verdict(count, 0, 0, true, binding, advice);
        }
        var walked = walk(models);
        var objections = walked.objections().stream().map(Rulebook::finding).toList();
        return new Verdict(count, walked.paths(), walked.states(), !walked.capped(), objections, advice);
    }

    /** Of an element to which the rulebook objects already, others need say nothing more. */
    private static List<Finding> with(List<Finding> own, List<Finding> others) {
        var more = others.stream().filter(other -> own.stream()
                .noneMatch(
                        one -> one.file().equals(other.file()) && one.element().equals(other.element())));
        return Stream.concat(own.stream(), more).toList();
    }

    /** A walk takes seconds. What it came by is remembered, for an editor also saves what only looks different. */
    private Walked walk(ModelSet models) {
        var substance = Substance.of(models);
        synchronized (walks) {
            var known = walks.get(substance);
            if (known != null) {
                return known;
            }
        }
        var walked = Walk.through(models, mostStates, MOST_OBJECTIONS);
        synchronized (walks) {
            walks.put(substance, walked);
            if (walks.size() > MOST_REMEMBERED) {
                walks.remove(walks.keySet().iterator().next());
            }
        }
        return walked;
    }

    private static Finding finding(Objection objection) {
        var path = objection.path().isEmpty() ? "" : ", on the path " + String.join(" > ", objection.path());
        return new Finding(objection.file(), objection.element(), PATHS, objection.text() + path, true);
    }
}
