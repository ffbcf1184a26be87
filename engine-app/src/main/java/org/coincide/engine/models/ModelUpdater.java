package org.coincide.engine.models;

import java.time.Instant;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.processes.checker.CheckReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Takes in what lies in the folder: judges each new set once, and deploys it or refuses it whole. */
@Component
public class ModelUpdater {

    private static final Logger LOG = LoggerFactory.getLogger(ModelUpdater.class);

    private final ModelDeployment deployment;
    private final ModelProperties settings;
    private final ModelCheck check;
    private final FolderStability folder;
    private final ModelFiles jar = ModelFiles.ofTheJar();
    private String checked = "";
    private volatile List<ModelObjection> refused = List.of();

    ModelUpdater(ModelDeployment deployment, ModelProperties settings, ModelCheck check) {
        this.deployment = deployment;
        this.settings = settings;
        this.check = check;
        this.folder = new FolderStability(settings.settle());
    }

    /** Why the models that lie in the folder now do not run; empty where they do. */
    public List<ModelObjection> refused() {
        return refused;
    }

    /** At the start nobody waits for the folder to lie still. A server that never had models gets those of the jar at least. */
    void open() {
        if (!settings.watchesAFolder()) {
            deployment.deploy(jar);
            return;
        }
        take(ModelFiles.in(settings.location()));
        if (!deployment.isDeployed()) {
            deployment.deploy(jar);
        }
    }

    /** One look into the folder. */
    synchronized void look(Instant now) {
        ModelFiles files = ModelFiles.in(settings.location());
        if (folder.liesStill(files, now)) {
            take(files);
        }
    }

    private synchronized void take(ModelFiles edited) {
        String fingerprint = edited.fingerprint();
        if (fingerprint.equals(checked)) {
            return;
        }
        ModelFiles files = edited.over(jar);
        refused = deployment.isDeployed(files.fingerprint()) ? deploy(files) : objections(edited, files);
        checked = fingerprint;
        refused.forEach(objection -> LOG.error(
                "The models in {} are refused, what ran before goes on: {}: {}: {}",
                settings.location(),
                objection.file(),
                objection.element(),
                objection.reason()));
    }

    private List<ModelObjection> objections(ModelFiles edited, ModelFiles files) {
        if (!edited.contents().isEmpty()) {
            CheckReport report = check.check(files);
            LOG.info("The models in {} were checked: {}", settings.location(), report);
            if (!report.complete()) {
                LOG.warn("Not all paths of the models in {} were walked", settings.location());
            }
            if (!report.isAccepted()) {
                return report.errors().stream().map(ModelObjection::by).toList();
            }
        }
        return deploy(files);
    }

    private List<ModelObjection> deploy(ModelFiles files) {
        try {
            if (deployment.deploy(files)) {
                LOG.info("New models were deployed: {}", files.contents().keySet());
            }
            return List.of();
        } catch (ProcessEngineException refusal) {
            return EngineParseCheck.in(refusal, "").map(ModelObjection::by).toList();
        }
    }
}
