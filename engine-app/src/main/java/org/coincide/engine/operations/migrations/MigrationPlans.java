package org.coincide.engine.operations.migrations;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationInstruction;
import org.camunda.bpm.engine.migration.MigrationInstructionValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.migration.MigrationPlanBuilder;
import org.camunda.bpm.engine.migration.MigrationPlanValidationException;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.ErrorResponseException;

/** Builds migration plans: maps elements of the same id, and elements by the operator's instructions. */
@Component
class MigrationPlans {

    /** An invalid instruction of a plan. */
    record Refusal(String from, String to, String text) {}

    private final RuntimeService engine;

    MigrationPlans(RuntimeService engine) {
        this.engine = engine;
    }

    /**
     * Builds the plan for a request.
     *
     * @throws ErrorResponseException if the plan is invalid
     */
    MigrationPlan plan(ProcessDefinition from, ProcessDefinition to, MigrationRequest request) {
        Map<String, String> mappings = mappings(from, to);
        request.instructions().forEach(instruction -> mappings.put(instruction.from(), instruction.to()));
        Set<String> triggers = request.updateTriggers() ? eventTriggers(from) : Set.of();
        MigrationPlanBuilder plan = engine.createMigrationPlan(from.getId(), to.getId());
        mappings.forEach((old, now) -> {
            var mapped = plan.mapActivities(old, now);
            if (triggers.contains(old)) {
                mapped.updateEventTrigger();
            }
        });
        try {
            return plan.build();
        } catch (MigrationPlanValidationException invalid) {
            throw refused(from, to, invalid);
        }
    }

    private Map<String, String> mappings(ProcessDefinition from, ProcessDefinition to) {
        MigrationPlan equal = engine.createMigrationPlan(from.getId(), to.getId())
                .mapEqualActivities()
                .build();
        return equal.getInstructions().stream()
                .collect(Collectors.toMap(
                        MigrationInstruction::getSourceActivityId,
                        MigrationInstruction::getTargetActivityId,
                        (one, other) -> one,
                        LinkedHashMap::new));
    }

    /**
     * Returns the elements that wait for a timer or a message. The engine finds them when it maps a version to itself; it refuses to
     * update the triggers of other elements.
     */
    private Set<String> eventTriggers(ProcessDefinition version) {
        MigrationPlan itself = engine.createMigrationPlan(version.getId(), version.getId())
                .mapEqualActivities()
                .updateEventTriggers()
                .build();
        return itself.getInstructions().stream()
                .filter(MigrationInstruction::isUpdateEventTrigger)
                .map(MigrationInstruction::getSourceActivityId)
                .collect(Collectors.toSet());
    }

    private static ErrorResponseException refused(
            ProcessDefinition from, ProcessDefinition to, MigrationPlanValidationException invalid) {
        List<Refusal> refusals = invalid.getValidationReport().getInstructionReports().stream()
                .map(MigrationPlans::refusal)
                .toList();
        ErrorResponseException problem = new ErrorResponseException(HttpStatus.UNPROCESSABLE_ENTITY);
        problem.setDetail(
                "The plan cannot migrate instances of %s from version %d to version %d of %s. Correct the instructions: %s"
                        .formatted(
                                from.getKey(),
                                from.getVersion(),
                                to.getVersion(),
                                to.getKey(),
                                refusals.stream()
                                        .map(line -> line.from() + " to " + line.to() + ": " + line.text())
                                        .collect(Collectors.joining(" "))));
        problem.getBody().setProperty("instructions", refusals);
        return problem;
    }

    private static Refusal refusal(MigrationInstructionValidationReport report) {
        MigrationInstruction line = report.getMigrationInstruction();
        return new Refusal(
                line.getSourceActivityId(), line.getTargetActivityId(), String.join(". ", report.getFailures()) + ".");
    }
}
