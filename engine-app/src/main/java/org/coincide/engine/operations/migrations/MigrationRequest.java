package org.coincide.engine.operations.migrations;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.util.List;

/**
 * What an operator asks for.
 *
 * @param fromVersion instances of this version; null for all versions older than the one to move to
 * @param toVersion null for the latest
 * @param instructions for what is called otherwise in the new version; what has kept its id needs none
 * @param updateTriggers whether timers and messages that are waited for are taken from the new version; else they stay
 * @param after the {@code next} of an answer: the instances up to this one were looked at; null for the first request
 * @param dryRun whether nothing is moved, but all is said; also where it is not given
 */
record MigrationRequest(
        @Positive Integer fromVersion,
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

    /** What waits at an element of the old version waits at one of the new version afterwards. */
    record Instruction(@NotBlank String from, @NotBlank String to) {}
}
