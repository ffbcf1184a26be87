package org.coincide.processes.mutations;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.repository.Deployment;
import org.camunda.bpm.model.xml.ModelValidationException;
import org.coincide.processes.conventions.Convention;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.ModelEngine;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Models with random mistakes are refused, or let every situation end as before, with a closed trade, or with a visible task or incident.
 * The long form is {@code -Dmutated.models=2000 -Dmutated.seconds=36000}; {@code -Dmutated.seed} begins with another model.
 */
class MutatedModelsTest {

    private static final int COUNT = Integer.getInteger("mutated.models", 100);
    private static final Duration TIME = Duration.ofSeconds(Long.getLong("mutated.seconds", 60));
    private static final long FIRST = Long.getLong("mutated.seed", 0);

    private static final ModelEngine ENGINE = new ModelEngine();
    private static final SituationPlayer PLAYER = new SituationPlayer(ENGINE);

    @AfterAll
    static void close() {
        ENGINE.close();
    }

    @Test
    void theServersOwnModelsCloseEverySituation() {
        var deployment = ENGINE.deployModels();
        try {
            assertThat(Situation.ALL).allSatisfy(situation -> assertThat(PLAYER.play(situation))
                    .as("%s", situation)
                    .satisfies(
                            ending -> assertThat(ending.kind()).as("%s", ending).isEqualTo(Ending.Kind.CLOSED)));
        } finally {
            ENGINE.undeploy(deployment);
        }
    }

    @Test
    void whateverIsDeployedLetsEverySituationEnd() {
        var end = System.nanoTime() + TIME.toNanos();
        var unsafe = new ArrayList<String>();
        int refused = 0;
        int deployed = 0;
        for (long seed = FIRST; seed < FIRST + COUNT && System.nanoTime() < end; seed++) {
            var processes = Models.all();
            var tables = Models.decisions();
            Map<String, String> forms = new TreeMap<>(Models.forms());
            var mistakes = Mutations.apply(seed, processes, tables, forms);
            if (isRefused(Models.with(processes, tables, forms))) {
                refused++;
                continue;
            }
            Deployment deployment;
            try {
                deployment = ENGINE.deploy(processes, tables);
            } catch (ModelValidationException | ParseException refusedByTheParsers) {
                refused++;
                continue;
            }
            deployed++;
            try {
                for (var situation : Situation.ALL) {
                    var ending = PLAYER.play(situation);
                    if (!ending.isSafe()) {
                        var found = "seed " + seed + " " + mistakes + ", " + situation + ": " + ending;
                        System.out.println("MUTATED MODELS: " + found);
                        unsafe.add(found);
                    }
                }
            } finally {
                ENGINE.undeploy(deployment);
            }
        }
        System.out.printf("MUTATED MODELS: %d refused, %d deployed, from seed %d%n", refused, deployed, FIRST);
        assertThat(unsafe).isEmpty();
        assertThat(refused).as("refused models").isPositive();
    }

    private static boolean isRefused(ModelSet models) {
        List<Finding> findings = Convention.all()
                .filter(Convention::isBinding)
                .flatMap(convention -> convention.findings(models, DeclaredServer.INTERFACE))
                .limit(1)
                .toList();
        if (!findings.isEmpty()) {
            return true;
        }
        var paths = PathChecker.check(models, DeclaredServer.INTERFACE, CheckLimits.DEFAULT, 1);
        return paths.limited() || !paths.violations().isEmpty();
    }
}
