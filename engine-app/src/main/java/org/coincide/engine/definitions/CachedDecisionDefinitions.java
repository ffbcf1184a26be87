package org.coincide.engine.definitions;

import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionManager;

/** The engine's decision definitions. Those of a deployment, which do not change, are read from the cache. */
final class CachedDecisionDefinitions extends DecisionDefinitionManager {

    private final DefinitionCache cache;

    CachedDecisionDefinitions(DefinitionCache cache) {
        this.cache = cache;
    }

    @Override
    public DecisionDefinitionEntity findDefinitionByDeploymentAndKey(String deploymentId, String key) {
        return cache.decision(
                deploymentId + "/" + key, () -> super.findDefinitionByDeploymentAndKey(deploymentId, key));
    }

    @Override
    public void deleteDecisionDefinitionsByDeploymentId(String deploymentId) {
        cache.changed();
        super.deleteDecisionDefinitionsByDeploymentId(deploymentId);
    }
}
