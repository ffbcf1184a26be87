package org.coincide.processes.checks.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.coincide.processes.checks.contract.Status;

/** One step of a path, and the steps before it; null for the first. */
record Trail(Trail before, String happening, List<Outcome> taken, List<Status> said) {

    static Trail after(Trail before, String happening, Step step) {
        return new Trail(before, happening, step.taken(), step.said());
    }

    /** What was said against it, at which element. */
    Objection objection(Node at, String text) {
        var steps = new ArrayList<String>();
        var words = new ArrayList<String>();
        for (var step = this; step != null; step = step.before) {
            steps.add(0, step.text());
            words.addAll(0, step.said.stream().map(Status::toString).toList());
        }
        return new Objection(at == null ? "" : at.file, at == null ? "" : at.id, text, steps, words);
    }

    private String text() {
        return happening + taken.stream().map(Outcome::toString).collect(Collectors.joining());
    }
}
