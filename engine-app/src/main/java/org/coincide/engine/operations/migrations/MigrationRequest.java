package org.coincide.engine.operations.migrations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * An operator's request to migrate process instances.
 *
 * @param fromVersion version of the instances to migrate; null for all versions older than the target, or with {@code toProcess} for all
 * @param toProcess key of the target process, if other processes replace this one; null for the same process
 * @param toVersion target version; null for the latest
 * @param instructions mappings of elements whose id differs in the target version; elements of the same id need none
 * @param updateTriggers whether awaited timers and messages are taken from the target version; otherwise they stay unchanged
 * @param after {@code next} of the previous response: the instances up to this one are skipped; null for the first request
 * @param dryRun whether the migrations are rolled back; the default is {@code true}
 */
record MigrationRequest(
        @Positive Integer fromVersion,
        @Size(min = 1, max = 255) String toProcess,
        @Positive Integer toVersion,
        @Valid List<Instruction> instructions,
        Boolean updateTriggers,
        String after,
        Boolean dryRun) {

    MigrationRequest {
        instructions = instructions == null ? List.of() : List.copyOf(instructions);
        updateTriggers = updateTriggers != null && updateTriggers;
        dryRun = dryRun == null || dryRun;
    }

    /** Maps an element of the old version to an element of the target version. */
    record Instruction(@NotBlank String from, @NotBlank String to) {}
}
