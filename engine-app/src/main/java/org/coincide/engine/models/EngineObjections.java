package org.coincide.engine.models;

import java.util.List;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ResourceReport;

/** What the engine's own parser has against a model. */
final class EngineObjections {

    private EngineObjections() {}

    static List<Objected> of(ParseException refusal) {
        return refusal.getResorceReports().stream()
                .flatMap(report -> report.getErrors().stream().map(problem -> objection(report, problem)))
                .toList();
    }

    private static Objected objection(ResourceReport report, Problem problem) {
        String element = problem.getMainElementId() == null ? "" : problem.getMainElementId();
        return new Objected(report.getResourceName(), element, problem.getMessage());
    }
}
