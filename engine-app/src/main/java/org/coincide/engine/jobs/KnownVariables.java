package org.coincide.engine.jobs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.db.ListQueryParameterObject;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceEntity;
import org.camunda.bpm.engine.impl.persistence.entity.VariableInstanceManager;

/**
 * Reads the variables of all {@link KnownExecutions known executions} at once. The engine reads those of each execution when the first
 * of them is needed.
 */
final class KnownVariables extends VariableInstanceManager {

    private static final String OF_INSTANCES = "selectVariablesOfProcessInstances";

    /**
     * Without the engine's joins, which find the instance of the activity that a variable belongs to: only its history of variables and its
     * queries need it. With one part for each instance: PostgreSQL plans a list of instances at each execution, and these parts once.
     */
    private static final String SQL =
            """
            <script><foreach item="instance" collection="parameter" separator=" UNION ALL ">
            SELECT V.* FROM ACT_RU_VARIABLE V WHERE V.PROC_INST_ID_ = #{instance}</foreach></script>""";

    private static final String RESULT_MAP = VariableInstanceEntity.class.getName() + ".variableInstanceResultMap";

    private final Map<String, List<VariableInstanceEntity>> ofExecutions = new HashMap<>();
    private final Set<String> instances = new HashSet<>();

    /** Adds the statement of this class to those of the engine. */
    static void addStatement(Configuration statements) {
        synchronized (statements) {
            if (!statements.hasStatement(OF_INSTANCES, false)) {
                SqlSource sql =
                        new XMLLanguageDriver().createSqlSource(statements, SQL, ListQueryParameterObject.class);
                statements.addMappedStatement(
                        new MappedStatement.Builder(statements, OF_INSTANCES, sql, SqlCommandType.SELECT)
                                .resultMaps(List.of(statements.getResultMap(RESULT_MAP)))
                                .build());
            }
        }
    }

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
        List<VariableInstanceEntity> read = getDbEntityManager().selectList(OF_INSTANCES, List.copyOf(unread));
        read.stream().filter(variable -> variable.getTaskId() == null).forEach(variable -> ofExecutions
                .computeIfAbsent(variable.getExecutionId(), first -> new ArrayList<>())
                .add(variable));
        instances.addAll(unread);
    }
}
