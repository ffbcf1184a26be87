package org.coincide.engine.sandbox;

import java.util.Locale;
import java.util.Set;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.persistence.deploy.Deployer;
import org.camunda.bpm.engine.impl.persistence.entity.DeploymentEntity;

/** Refuses case models (CMMN). They are unused and could contain classes and scripts that no other check covers. */
final class CaseModelRefusal implements Deployer {

    /** Without a dot, because the engine ignores it as well. */
    private static final Set<String> CASE_MODELS = Set.of("cmmn", "cmmn10.xml", "cmmn11.xml");

    @Override
    public void deploy(DeploymentEntity deployment) {
        for (String resource : deployment.getResources().keySet()) {
            if (CASE_MODELS.stream().anyMatch(resource.toLowerCase(Locale.ROOT)::endsWith)) {
                throw new BadUserRequestException(
                        "The case model " + resource + " cannot be deployed. Use a BPMN process");
            }
        }
    }
}
