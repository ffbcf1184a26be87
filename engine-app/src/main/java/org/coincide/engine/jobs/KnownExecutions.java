package org.coincide.engine.jobs;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.impl.cmd.AbstractCorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.CommandInvocationContext;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionManager;

/**
 * Reads the executions of a process instance, and of the one that has called it, at once when a job or a message begins. The engine
 * reads the execution of the job first, all of its instance a moment later, and those of the caller when the instance ends; here the
 * later reads answer from the first one.
 */
final class KnownExecutions extends ExecutionManager {

    /** With scalar subqueries instead of joins: PostgreSQL executes each once, whatever it knows of the size of the table. */
    private static final String OF_INSTANCE_AND_CALLER =
            """
            SELECT e.* FROM ACT_RU_EXECUTION e
            WHERE e.PROC_INST_ID_ = (SELECT x.PROC_INST_ID_ FROM ACT_RU_EXECUTION x WHERE x.ID_ = #{execution})
            UNION ALL
            SELECT e.* FROM ACT_RU_EXECUTION e
            WHERE e.PROC_INST_ID_ = (SELECT s.PROC_INST_ID_ FROM ACT_RU_EXECUTION s
              WHERE s.ID_ = (SELECT i.SUPER_EXEC_ FROM ACT_RU_EXECUTION i
                WHERE i.ID_ = (SELECT x.PROC_INST_ID_ FROM ACT_RU_EXECUTION x WHERE x.ID_ = #{execution})))""";

    private final Map<String, List<ExecutionEntity>> ofInstances = new HashMap<>();

    @Override
    public ExecutionEntity findExecutionById(String id) {
        if (isJobOrMessage() && getDbEntityManager().getCachedEntity(ExecutionEntity.class, id) == null) {
            readInstanceAndCaller(id);
        }
        return super.findExecutionById(id);
    }

    private static boolean isJobOrMessage() {
        if (Context.getJobExecutorContext() != null) {
            return true;
        }
        CommandInvocationContext invocation = Context.getCommandInvocationContext();
        return invocation != null
                && (invocation.getCommand() instanceof MessageEventReceivedCmd
                        || invocation.getCommand() instanceof AbstractCorrelateMessageCmd);
    }

    @SuppressWarnings("unchecked")
    private void readInstanceAndCaller(String execution) {
        Map<String, Object> query =
                new HashMap<>(Map.of("sql", OF_INSTANCE_AND_CALLER, "resultType", "LIST", "execution", execution));
        List<ExecutionEntity> read = getDbEntityManager()
                .selectListWithRawParameter("selectExecutionByNativeQuery", query, 0, Integer.MAX_VALUE);
        ofInstances.putAll(read.stream().collect(Collectors.groupingBy(ExecutionEntity::getProcessInstanceId)));
    }

    /** The process instances whose executions are known. */
    Set<String> instances() {
        return ofInstances.keySet();
    }

    @Override
    public List<ExecutionEntity> findExecutionsByProcessInstanceId(String id) {
        if (isJobOrMessage() && !ofInstances.containsKey(id)) {
            readInstanceAndCaller(id);
        }
        List<ExecutionEntity> known = ofInstances.get(id);
        return known == null ? super.findExecutionsByProcessInstanceId(id) : known;
    }

    /**
     * The end of a process that another one has called leaves no authorizations of it: they are given for a trade's own process. The engine
     * would delete them one by one.
     */
    @Override
    public void deleteExecution(ExecutionEntity execution) {
        if (execution.isProcessInstanceExecution() && execution.getSuperExecutionId() != null) {
            getDbEntityManager().delete(execution);
        } else {
            super.deleteExecution(execution);
        }
    }
}
