package org.coincide.engine.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.checks.Finding;
import org.springframework.core.NestedExceptionUtils;

/** What the engine's own parser has against models. */
final class EngineParseCheck {

    private static final String RULE = "a model is one that the engine can read";

    private final ModelParser parser;

    EngineParseCheck(ModelParser parser) {
        this.parser = parser;
    }

    /** File by file, so that each objection has its file; and if there are none, against all of them together. */
    List<Finding> against(Map<String, byte[]> files) {
        List<Finding> objections = new ArrayList<>();
        files.forEach((name, content) -> objections.addAll(against(name, Map.of(name, content))));
        return objections.isEmpty() ? against("", files) : objections;
    }

    private List<Finding> against(String file, Map<String, byte[]> files) {
        try {
            parser.parse(files);
            return List.of();
        } catch (ProcessEngineException refusal) {
            return in(refusal, file).toList();
        }
    }

    /** All that a refusal says; of this file, where it does not name one itself. */
    static Stream<Finding> in(ProcessEngineException refusal, String file) {
        if (refusal instanceof ParseException unreadable) {
            return unreadable.getResorceReports().stream().flatMap(report -> report.getErrors().stream()
                    .map(problem -> finding(report.getResourceName(), problem)));
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(refusal);
        String why = cause == refusal ? "" : ": " + cause.getMessage();
        return Stream.of(new Finding(file, "", RULE, refusal.getMessage() + why, true));
    }

    private static Finding finding(String file, Problem problem) {
        return problem.getMainElementId() == null
                ? new Finding(file, "", RULE, "line %d: %s".formatted(problem.getLine(), problem.getMessage()), true)
                : new Finding(file, problem.getMainElementId(), RULE, problem.getMessage(), true);
    }
}
