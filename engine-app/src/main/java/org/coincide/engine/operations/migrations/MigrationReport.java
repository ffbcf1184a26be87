package org.coincide.engine.operations.migrations;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What became of each process instance, or would become of it.
 *
 * @param left instances of these versions that are behind those, and were not looked at
 * @param next what a request that goes on with them gives as {@code after}; absent where none are left
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
        int able = (int) instances.stream()
                .filter(instance -> instance.faults().isEmpty())
                .count();
        return new MigrationReport(
                process, to, dryRun, able, instances.size() - able, left, next(instances, left), instances);
    }

    private static String next(List<Instance> instances, int left) {
        return left == 0 ? null : instances.get(instances.size() - 1).processInstanceId();
    }

    /** @param tag as the model's editor calls it; may be absent */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Version(int version, String tag) {}

    /**
     * @param waitsAt ids of the elements at which it is
     * @param moved whether it runs by the new version now
     * @param faults why it cannot move; empty where it can
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Instance(
            String processInstanceId,
            String tradingId,
            int fromVersion,
            List<String> waitsAt,
            boolean moved,
            List<Fault> faults) {}

    /** @param element the element's id in the old version; absent where the instance as a whole is at fault */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Fault(String element, String text) {}
}
