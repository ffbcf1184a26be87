package org.coincide.engine.models;

import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.repository.DeploymentBuilder;
import org.camunda.bpm.engine.repository.Resource;
import org.coincide.engine.people.WorkGroups;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Deploys a set of models unless it is the last deployed set. The deployment locks the row of the last deployment in the
 * engine's own transaction, so that of several nodes that detect a change only one deploys.
 */
@Component
class ModelDeployment {

    static final String NAME = "processes";

    /** The row with the digest of the last deployed set that was checked, and of the server's interface at that time. */
    private static final String CHECK = "check";

    private final RepositoryService repository;
    private final JdbcClient jdbc;
    private final WorkGroups groups;

    ModelDeployment(RepositoryService repository, JdbcClient jdbc, WorkGroups groups) {
        this.repository = repository;
        this.jdbc = jdbc;
        this.groups = groups;
    }

    /**
     * Deploys the files as one deployment, because a call activity calls the model of the same deployment. Creates the groups of
     * their tasks first.
     *
     * @param check the digest of the check that the files passed; empty if they are the server's own
     * @return whether the files were deployed; {@code false} if they were already
     * @throws org.camunda.bpm.engine.ParseException if the engine cannot parse a file; none is deployed
     */
    @Transactional
    public boolean deploy(ModelFiles files, Optional<String> check) {
        String fingerprint = files.fingerprint();
        jdbc.sql("UPDATE model_deployment SET name = name WHERE name = ?")
                .param(NAME)
                .update();
        groups.provide(files.groups());
        check.ifPresent(this::note);
        if (isDeployed(fingerprint)) {
            return false;
        }
        DeploymentBuilder deployment = repository.createDeployment().name(NAME);
        files.contents().forEach((name, content) -> deployment.addInputStream(name, new ByteArrayInputStream(content)));
        jdbc.sql("UPDATE model_deployment SET fingerprint = ?, deployment_id = ?, edited = ? WHERE name = ?")
                .params(fingerprint, deployment.deploy().getId(), check.isPresent(), NAME)
                .update();
        return true;
    }

    /** Returns the files of the last deployed set; those of the jar if none was ever deployed. */
    ModelFiles deployed() {
        String id = jdbc.sql("SELECT deployment_id FROM model_deployment WHERE name = ?")
                .param(NAME)
                .query(String.class)
                .optional()
                .orElse(null);
        if (id == null) {
            return ModelFiles.bundled();
        }
        Map<String, byte[]> contents = repository.getDeploymentResources(id).stream()
                .collect(Collectors.toMap(Resource::getName, Resource::getBytes));
        return new ModelFiles(contents);
    }

    /** Returns whether any set was ever deployed. */
    boolean isDeployed() {
        return !isDeployed("-");
    }

    /** Returns whether the last deployed set has files of a folder. */
    boolean isEdited() {
        return jdbc.sql("SELECT edited FROM model_deployment WHERE name = ?")
                .param(NAME)
                .query(Boolean.class)
                .single();
    }

    /** Returns whether the last deployed set that was checked has this digest. */
    boolean isChecked(String check) {
        return has(CHECK, check);
    }

    private boolean isDeployed(String fingerprint) {
        return has(NAME, fingerprint);
    }

    private boolean has(String name, String fingerprint) {
        return jdbc.sql("SELECT fingerprint FROM model_deployment WHERE name = ?")
                .param(name)
                .query(String.class)
                .list()
                .contains(fingerprint);
    }

    private void note(String check) {
        int noted = jdbc.sql("UPDATE model_deployment SET fingerprint = ? WHERE name = ?")
                .params(check, CHECK)
                .update();
        if (noted == 0) {
            jdbc.sql("INSERT INTO model_deployment (name, fingerprint) VALUES (?, ?)")
                    .params(CHECK, check)
                    .update();
        }
    }
}
