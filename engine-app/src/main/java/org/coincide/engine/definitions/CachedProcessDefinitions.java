package org.coincide.engine.definitions;

import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;
import org.camunda.bpm.engine.repository.ProcessDefinition;

/**
 * The engine's process definitions. The methods of its cache of parsed models ask the database for the row each time, because it may
 * have been suspended; these read it from the cache. All other methods, such as those that change a definition, read the database.
 */
final class CachedProcessDefinitions extends ProcessDefinitionManager {

    private final DefinitionCache cache;

    CachedProcessDefinitions(DefinitionCache cache) {
        this.cache = cache;
    }

    @Override
    public ProcessDefinitionEntity findLatestDefinitionById(String id) {
        return cache.process(id, () -> super.findLatestDefinitionById(id));
    }

    @Override
    public ProcessDefinitionEntity findDefinitionByDeploymentAndKey(String deploymentId, String key) {
        return cache.process(deploymentId + "/" + key, () -> super.findDefinitionByDeploymentAndKey(deploymentId, key));
    }

    @Override
    public ProcessDefinitionEntity findLatestProcessDefinitionByKey(String key) {
        return cache.process("latest/" + key, () -> super.findLatestProcessDefinitionByKey(key));
    }

    @Override
    public void insertProcessDefinition(ProcessDefinitionEntity definition) {
        cache.changed();
        super.insertProcessDefinition(definition);
    }

    @Override
    public void updateProcessDefinitionSuspensionStateById(String id, SuspensionState state) {
        cache.changed();
        super.updateProcessDefinitionSuspensionStateById(id, state);
    }

    @Override
    public void updateProcessDefinitionSuspensionStateByKey(String key, SuspensionState state) {
        cache.changed();
        super.updateProcessDefinitionSuspensionStateByKey(key, state);
    }

    @Override
    public void updateProcessDefinitionSuspensionStateByKeyAndTenantId(
            String key, String tenantId, SuspensionState state) {
        cache.changed();
        super.updateProcessDefinitionSuspensionStateByKeyAndTenantId(key, tenantId, state);
    }

    @Override
    public void deleteProcessDefinition(
            ProcessDefinition definition,
            String id,
            boolean cascadeToHistory,
            boolean cascadeToInstances,
            boolean skipCustomListeners,
            boolean skipIoMappings) {
        cache.changed();
        super.deleteProcessDefinition(
                definition, id, cascadeToHistory, cascadeToInstances, skipCustomListeners, skipIoMappings);
    }
}
