package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.VariableInstanceQueryImpl;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * Reads the variables of all {@link KnownExecutions known executions} at once. The engine reads those of each execution when the first
 * of them is needed.
 */
final class KnownVariables extends VariableInstanceManager {

    private final Map<String, List<VariableInstanceEntity>> ofExecutions = new HashMap<>();
    private final Set<String> instances = new HashSet<>();

    @Override
    public List<VariableInstanceEntity> findVariableInstancesByExecutionIdAndVariableNames(
            String execution, Collection<String> names) {
        if (names != null && !names.isEmpty() || !isKnown(execution)) {
            return super.findVariableInstancesByExecutionIdAndVariableNames(execution, names);
        }
        return ofExecutions.getOrDefault(execution, List.of());
    }

    /** Returns whether the execution was read with its whole process instance, after reading the variables of all such instances. */
    private boolean isKnown(String execution) {
        if (!(Context.getCommandContext().getExecutionManager() instanceof KnownExecutions executions)) {
            return false;
        }
        ExecutionEntity cached = getDbEntityManager().getCachedEntity(ExecutionEntity.class, execution);
        if (cached == null || !executions.instances().contains(cached.getProcessInstanceId())) {
            return false;
        }
        Set<String> unread = new HashSet<>(executions.instances());
        unread.removeAll(instances);
        if (unread.contains(cached.getProcessInstanceId())) {
            read(unread);
        }
        return true;
    }

    @SuppressWarnings("unchecked")
    private void read(Set<String> unread) {
        VariableInstanceQueryImpl query = new VariableInstanceQueryImpl();
        query.processInstanceIdIn(unread.toArray(String[]::new));
        query.getTenantCheck().setTenantCheckEnabled(false);
        List<VariableInstanceEntity> read =
                getDbEntityManager().selectList("selectVariableInstanceByQueryCriteria", query);
        read.stream().filter(variable -> variable.getTaskId() == null).forEach(variable -> ofExecutions
                .computeIfAbsent(variable.getExecutionId(), first -> new ArrayList<>())
                .add(variable));
        instances.addAll(unread);
    }
}
