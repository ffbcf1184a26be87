package org.coincide.engine.models;

import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import org.coincide.processes.checker.CheckReport;
import org.coincide.processes.checker.ModelChecker;
import org.springframework.stereotype.Component;

/**
 * Checks changed models together with the deployed ones and simulates their effect, without a deployment. The verdict is the one that the
 * same files get in the folder. One trial runs at a time, since it needs a processor for seconds.
 */
@Component
public class ModelTrial {

    private final ModelDeployment deployment;
    private final ModelCheck check;
    private final ModelChecker checker;
    private final Lock oneAtATime = new ReentrantLock();

    ModelTrial(ModelDeployment deployment, ModelCheck check, ModelChecker checker) {
        this.deployment = deployment;
        this.check = check;
        this.checker = checker;
    }

    /**
     * The outcome of a trial.
     *
     * @param report the findings
     * @param differences what clients would be told otherwise, by the name of the situation, as lines that begin with a space (unchanged),
     *     - (now) or + (after the change); an empty list where they would be told the same; empty if a file cannot be read
     */
    public record Outcome(CheckReport report, Map<String, List<String>> differences) {

        /** Returns the findings for which the models would be refused. */
        public List<ModelObjection> errors() {
            return report.errors().stream().map(ModelObjection::by).toList();
        }

        /** Returns the findings that do not prevent a deployment. */
        public List<ModelObjection> advice() {
            return report.advice().stream().map(ModelObjection::by).toList();
        }
    }

    /**
     * Tries files.
     *
     * @param changed contents by file name; each is added, or replaces the deployed file of its name
     * @throws TrialRunningException if another trial runs
     */
    public Outcome of(Map<String, byte[]> changed) {
        return alone(changed, this::outcome);
    }

    /**
     * Tries files, and draws their diagrams.
     *
     * @return an HTML page with the diagrams, the findings and the differences
     * @see #of
     */
    public String page(Map<String, byte[]> changed) {
        return alone(changed, (before, after) -> {
            Outcome outcome = outcome(before, after);
            return checker.page(after.contents(), outcome.report(), outcome.differences());
        });
    }

    private Outcome outcome(ModelFiles before, ModelFiles after) {
        return new Outcome(check.check(after), checker.simulate(before.contents(), after.contents()));
    }

    private <T> T alone(Map<String, byte[]> changed, BiFunction<ModelFiles, ModelFiles, T> trial) {
        if (!oneAtATime.tryLock()) {
            throw new TrialRunningException();
        }
        try {
            ModelFiles deployed = deployment.deployed();
            return trial.apply(deployed, new ModelFiles(changed).over(deployed));
        } finally {
            oneAtATime.unlock();
        }
    }
}
