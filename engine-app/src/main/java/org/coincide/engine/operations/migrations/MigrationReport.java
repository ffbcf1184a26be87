package org.coincide.engine.operations.migrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The result of a migration or of a dry run, by process instance.
 *
 * @param left number of instances of these versions that the request did not process
 * @param next value of {@code after} for the request that processes the rest; absent if none are left
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MigrationReport(
        String process,
        Version to,
        boolean dryRun,
        int canMove,
        int cannotMove,
        int left,
        String next,
        List<Instance> instances) {

    static MigrationReport of(String process, Version to, boolean dryRun, List<Instance> instances, int left) {
        int migratable = (int) instances.stream()
                .filter(instance -> instance.faults().isEmpty())
                .count();
        return new MigrationReport(
                process, to, dryRun, migratable, instances.size() - migratable, left, next(instances, left), instances);
    }

    private static String next(List<Instance> instances, int left) {
        return left == 0 ? null : instances.get(instances.size() - 1).processInstanceId();
    }

    /**
     * A version of the model.
     *
     * @param tag version tag that the model's editor assigned; may be absent
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Version(String process, int version, String tag) {}

    /**
     * The result for a process instance.
     *
     * @param waitsAt ids of the elements at which the instance waits
     * @param moved whether the instance was migrated
     * @param faults obstacles to the migration; empty if it is possible
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Instance(
            String processInstanceId,
            String tradingId,
            int fromVersion,
            List<String> waitsAt,
            boolean moved,
            List<Fault> faults) {}

    /**
     * An obstacle to a migration.
     *
     * @param element the element's id in the old version; absent if the fault concerns the whole instance
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fault(String element, String text) {}
}
