package org.coincide.engine.models;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.Problem;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.processes.model.Finding;
import org.springframework.core.NestedExceptionUtils;

/** Checks models by the parser of the engine. */
final class EngineParseCheck {

    private static final String RULE = "the engine accepts the model";

    private final ModelParser parser;

    EngineParseCheck(ModelParser parser) {
        this.parser = parser;
    }

    /** Findings of each file by itself, which name it; if there are none, findings of all files together. */
    List<Finding> findings(Map<String, byte[]> files) {
        // The engine reads each file of a deployment by itself: a file that it refuses is refused with all others, too.
        List<Finding> together = findings("", files);
        if (together.isEmpty()) {
            return together;
        }
        List<Finding> findings = new ArrayList<>();
        files.forEach((name, content) -> findings.addAll(findings(name, Map.of(name, content))));
        return findings.isEmpty() ? together : findings;
    }

    private List<Finding> findings(String file, Map<String, byte[]> files) {
        try {
            parser.parse(files);
            return List.of();
        } catch (ProcessEngineException refusal) {
            return findingsOf(refusal, file).toList();
        } catch (RuntimeException | StackOverflowError failure) {
            // The parser expects complete models: an unfinished one can fail it anywhere.
            return List.of(new Finding(
                    file,
                    "",
                    RULE,
                    "the engine cannot read the model (" + failure + "); complete or undo the last change of the file",
                    true));
        }
    }

    /** The findings of a refusal; of this file, if the refusal does not name one. */
    static Stream<Finding> findingsOf(ProcessEngineException refusal, String file) {
        if (refusal instanceof ParseException unreadable) {
            return unreadable.getResorceReports().stream().flatMap(report -> report.getErrors().stream()
                    .map(problem -> finding(report.getResourceName(), problem)));
        }
        Throwable cause = NestedExceptionUtils.getMostSpecificCause(refusal);
        String why = cause == refusal ? "" : ": " + cause.getMessage();
        return Stream.of(new Finding(file, "", RULE, refusal.getMessage() + why, true));
    }

    private static Finding finding(String file, Problem problem) {
        // The engine adds its own part of an element after a number sign, such as #multiInstanceBody.
        return problem.getMainElementId() == null
                ? new Finding(file, "", RULE, "line %d: %s".formatted(problem.getLine(), problem.getMessage()), true)
                : new Finding(
                        file, problem.getMainElementId().replaceFirst("#.*", ""), RULE, problem.getMessage(), true);
    }
}
