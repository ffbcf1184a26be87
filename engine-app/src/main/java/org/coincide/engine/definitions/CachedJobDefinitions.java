package org.coincide.engine.definitions;

import org.camunda.bpm.engine.impl.cmd.SetJobDefinitionPriorityCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionManager;
import org.camunda.bpm.engine.impl.persistence.entity.SuspensionState;

/** The engine's job definitions, read from the cache except by the command that changes one. */
final class CachedJobDefinitions extends JobDefinitionManager {

    private final DefinitionCache cache;

    CachedJobDefinitions(DefinitionCache cache) {
        this.cache = cache;
    }

    @Override
    public JobDefinitionEntity findById(String id) {
        if (changesPriority()) {
            cache.changed();
            return super.findById(id);
        }
        return cache.job(id, () -> super.findById(id));
    }

    private static boolean changesPriority() {
        return Context.getCommandInvocationContext() != null
                && Context.getCommandInvocationContext().getCommand() instanceof SetJobDefinitionPriorityCmd;
    }

    @Override
    public void updateJobDefinitionSuspensionStateById(String id, SuspensionState state) {
        cache.changed();
        super.updateJobDefinitionSuspensionStateById(id, state);
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionId(String id, SuspensionState state) {
        cache.changed();
        super.updateJobDefinitionSuspensionStateByProcessDefinitionId(id, state);
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionKey(String key, SuspensionState state) {
        cache.changed();
        super.updateJobDefinitionSuspensionStateByProcessDefinitionKey(key, state);
    }

    @Override
    public void updateJobDefinitionSuspensionStateByProcessDefinitionKeyAndTenantId(
            String key, String tenantId, SuspensionState state) {
        cache.changed();
        super.updateJobDefinitionSuspensionStateByProcessDefinitionKeyAndTenantId(key, tenantId, state);
    }

    @Override
    public void deleteJobDefinitionsByProcessDefinitionId(String id) {
        cache.changed();
        super.deleteJobDefinitionsByProcessDefinitionId(id);
    }
}
