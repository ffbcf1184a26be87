package org.coincide.processes.rulebook;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.checks.ModelSet;
import org.coincide.processes.checks.conventions.Convention;
import org.coincide.processes.checks.paths.Objection;
import org.coincide.processes.checks.paths.Walk;

/** Judges models: first each by itself, as it is written; then all together, by what they would do. */
public final class Rulebook {

    private static final String PATHS = "every path says only what the contract allows, and ends closed";
    private static final int MOST_OBJECTIONS = 20;

    private final int mostStates;

    /** @param mostStates how many states the path check meets before it stops and says so */
    public Rulebook(int mostStates) {
        this.mostStates = mostStates;
    }

    /** Judges files as they were saved, by name. */
    public Verdict judge(Map<String, byte[]> files) {
        var unreadable = new ArrayList<Finding>();
        var models = ModelReader.read(files, unreadable);
        return unreadable.isEmpty()
                ? judge(models)
                : new Verdict(files.size(), 0, 0, true, List.copyOf(unreadable), List.of());
    }

    /** Judges models. Those that break a binding convention are not walked: what they would do means nothing yet. */
    public Verdict judge(ModelSet models) {
        var findings = Convention.all()
                .flatMap(convention -> convention.findings(models))
                .toList();
        var binding = findings.stream().filter(Finding::binding).toList();
        var advice = findings.stream().filter(finding -> !finding.binding()).toList();
        var count = models.processes().size() + models.decisions().size();
        if (!binding.isEmpty()) {
            return new Verdict(count, 0, 0, true, binding, advice);
        }
        var walked = Walk.through(models, mostStates, MOST_OBJECTIONS);
        var objections = walked.objections().stream().map(Rulebook::finding).toList();
        return new Verdict(count, walked.paths(), walked.states(), !walked.capped(), objections, advice);
    }

    private static Finding finding(Objection objection) {
        var path = objection.path().isEmpty() ? "" : ", on the path " + String.join(" > ", objection.path());
        return new Finding(objection.file(), objection.element(), PATHS, objection.text() + path, true);
    }
}
