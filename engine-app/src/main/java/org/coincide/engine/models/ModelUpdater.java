package org.coincide.engine.models;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.processes.checker.CheckReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Checks each changed set of models in the folder once, and deploys or refuses the whole set. */
@Component
public class ModelUpdater {

    private static final Logger LOG = LoggerFactory.getLogger(ModelUpdater.class);

    private final ModelDeployment deployment;
    private final ModelProperties properties;
    private final ModelCheck check;
    private final FolderStability folder;
    private final ModelFiles jar = ModelFiles.bundled();
    private String checkedFingerprint = "";
    private volatile List<ModelObjection> refused = List.of();
    private volatile CheckReport lastCheck;

    ModelUpdater(ModelDeployment deployment, ModelProperties properties, ModelCheck check) {
        this.deployment = deployment;
        this.properties = properties;
        this.check = check;
        this.folder = new FolderStability(properties.settle());
    }

    /** Returns the result of the last check since the start; empty if there was none. */
    Optional<CheckReport> lastCheck() {
        return Optional.ofNullable(lastCheck);
    }

    /** Returns the reasons for which the models in the folder are refused; empty if they are deployed. */
    public List<ModelObjection> refused() {
        return refused;
    }

    /** Deploys without waiting for the folder to settle. A server without deployed models falls back to those of the jar. */
    void deployAtStartup() {
        if (!properties.hasFolder()) {
            deployment.deploy(jar);
            return;
        }
        update(ModelFiles.in(properties.location()));
        if (!deployment.isDeployed()) {
            deployment.deploy(jar);
        }
    }

    /** Reads the folder and updates the deployment if its files are stable. */
    synchronized void poll(Instant now) {
        ModelFiles files = ModelFiles.in(properties.location());
        if (folder.isStable(files, now)) {
            update(files);
        }
    }

    private synchronized void update(ModelFiles edited) {
        String fingerprint = edited.fingerprint();
        if (fingerprint.equals(checkedFingerprint)) {
            return;
        }
        ModelFiles files = edited.over(jar);
        refused = deployment.isDeployed(files.fingerprint()) ? deploy(files) : objections(edited, files);
        checkedFingerprint = fingerprint;
        refused.forEach(objection -> LOG.error(
                "The models in {} are refused. The deployed models stay in use. {}: {}: {}",
                properties.location(),
                objection.file(),
                objection.element(),
                objection.reason()));
    }

    private List<ModelObjection> objections(ModelFiles edited, ModelFiles files) {
        if (!edited.contents().isEmpty()) {
            CheckReport report = check.check(files);
            lastCheck = report;
            LOG.info("Checked the models in {}: {}", properties.location(), report);
            if (!report.isAccepted()) {
                return report.errors().stream().map(ModelObjection::by).toList();
            }
        }
        return deploy(files);
    }

    private List<ModelObjection> deploy(ModelFiles files) {
        try {
            if (deployment.deploy(files)) {
                LOG.info("Deployed the models {}.", files.contents().keySet());
            }
            return List.of();
        } catch (ProcessEngineException refusal) {
            return EngineParseCheck.findingsOf(refusal, "")
                    .map(ModelObjection::by)
                    .toList();
        }
    }
}
