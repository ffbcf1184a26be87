package org.coincide.engine.models;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.processes.checker.CheckReport;
import org.coincide.processes.model.Finding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Checks each changed set of models in the folder once, and deploys or refuses the whole set. A deployed set is checked again at the start
 * if the server's interface or its topics have changed.
 */
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
    private volatile List<ModelObjection> remarks = List.of();
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

    /** Returns the files of the folder that are ignored, and a fault of the folder that has no consequence yet. */
    public List<ModelObjection> remarks() {
        return remarks;
    }

    /** Deploys without waiting for the folder to settle. A server without deployed models falls back to those of the jar. */
    void deployAtStartup() {
        if (!properties.hasFolder()) {
            deployment.deploy(jar, Optional.empty());
            return;
        }
        update(read());
        if (!deployment.isDeployed()) {
            deployment.deploy(jar, Optional.empty());
        }
    }

    /** Reads the folder and updates the deployment if its files are stable. */
    synchronized void poll(Instant now) {
        ModelFolder present = read();
        if (folder.isStable(present, now)) {
            update(present);
        }
    }

    private ModelFolder read() {
        return ModelFolder.read(properties.location(), properties.check().limits());
    }

    private synchronized void update(ModelFolder edited) {
        String fingerprint = edited.fingerprint();
        if (fingerprint.equals(checkedFingerprint)) {
            return;
        }
        refused = refusals(edited);
        remarks = remarks(edited);
        checkedFingerprint = fingerprint;
        refused.forEach(objection -> LOG.error(
                "The models in {} are refused. The deployed models stay in use. {}: {}: {}",
                properties.location(),
                objection.file(),
                objection.element(),
                objection.reason()));
        remarks.forEach(remark -> LOG.warn("{}: {} {}", properties.location(), remark.file(), remark.reason()));
    }

    /** A folder that vanishes, such as an unmounted share, must not replace the models of an editor by those of the jar. */
    private List<ModelObjection> refusals(ModelFolder edited) {
        if (!edited.fault().isEmpty() && deployment.isEdited()) {
            return List.of(new ModelObjection(
                    "",
                    "",
                    "the folder " + properties.location() + " " + edited.fault()
                            + ", but models of it are deployed; restore the folder, or, to return to the server's own"
                            + " models, create an empty file .keep in it"));
        }
        List<ModelObjection> unread = edited.findings().stream()
                .filter(Finding::binding)
                .map(ModelObjection::by)
                .toList();
        ModelFiles files = edited.files().over(jar);
        if (!unread.isEmpty()) {
            return unread;
        }
        if (edited.files().contents().isEmpty()) {
            return deploy(files, Optional.empty());
        }
        String fingerprint = check.fingerprint(files);
        return deployment.isChecked(fingerprint)
                ? deploy(files, Optional.of(fingerprint))
                : checkAndDeploy(files, fingerprint);
    }

    private List<ModelObjection> remarks(ModelFolder edited) {
        Stream<ModelObjection> ignored =
                edited.findings().stream().filter(finding -> !finding.binding()).map(ModelObjection::by);
        Stream<ModelObjection> missing =
                edited.fault().isEmpty() || edited.fault().equals(ModelFolder.EMPTY)
                        ? Stream.empty()
                        : Stream.of(new ModelObjection("", "", "the folder " + edited.fault()));
        return Stream.concat(missing, ignored).toList();
    }

    private List<ModelObjection> checkAndDeploy(ModelFiles files, String fingerprint) {
        CheckReport report = check.check(files);
        lastCheck = report;
        LOG.info("Checked the models in {}: {}", properties.location(), report);
        return report.isAccepted()
                ? deploy(files, Optional.of(fingerprint))
                : report.errors().stream().map(ModelObjection::by).toList();
    }

    private List<ModelObjection> deploy(ModelFiles files, Optional<String> checked) {
        try {
            if (deployment.deploy(files, checked)) {
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
