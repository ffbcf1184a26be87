package org.coincide.engine.reconciliation;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.history.HistoricProcessInstance;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.Execution;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.NativeProcessInstanceQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.retention.TradeGuard;
import org.springframework.stereotype.Component;

/** The process instances of trades. One query answers for a page of trades. */
@Component
class TradeProcesses implements TradeGuard {

    private static final String ORDER = "'order', 'payment-reversal'";
    private static final String RETURN = "'return'";

    private final RuntimeService runtime;
    private final ManagementService management;
    private final HistoryService history;

    TradeProcesses(RuntimeService runtime, ManagementService management, HistoryService history) {
        this.runtime = runtime;
        this.management = management;
        this.history = history;
    }

    /** Returns those of the trades on which a process works: the order's own, or the one that cancels it. */
    Set<String> running(Collection<String> tradingIds) {
        return keys(roots(tradingIds, ORDER, ""));
    }

    /** Returns the number of running returns by trade. */
    Map<String, Integer> returns(Collection<String> tradingIds) {
        Map<String, Integer> running = new HashMap<>();
        roots(tradingIds, RETURN, "").forEach(root -> running.merge(root.getBusinessKey(), 1, Integer::sum));
        return running;
    }

    /**
     * Returns those of the trades whose process waits for nothing. The message of a cancellation does not count: each process waits
     * for it.
     */
    Set<String> idle(Collection<String> tradingIds) {
        return keys(roots(
                tradingIds,
                ORDER,
                nothingOf("JOB W WHERE W.PROCESS_INSTANCE_ID_ = I.ID_")
                        + nothingOf("TASK W WHERE W.PROC_INST_ID_ = I.ID_")
                        + nothingOf("EXT_TASK W WHERE W.PROC_INST_ID_ = I.ID_")
                        + nothingOf("INCIDENT W WHERE W.PROC_INST_ID_ = I.ID_")
                        + nothingOf("EXECUTION X WHERE X.PROC_INST_ID_ = I.ID_ AND (SELECT COUNT(*) FROM "
                                + prefix() + "EVENT_SUBSCR W WHERE W.EXECUTION_ID_ = X.ID_"
                                + " AND W.EVENT_NAME_ <> 'cancellation.requested') > 0")));
    }

    /**
     * A condition that nothing of a table belongs to the process instance or to one that it called. The rows of process instances,
     * and no others, have the root instance. Scalar subqueries within, because PostgreSQL joins whole tables where it does not know their rows.
     */
    private String nothingOf(String belonging) {
        return " AND NOT EXISTS (SELECT 1 FROM " + table(Execution.class)
                + " I WHERE I.ROOT_PROC_INST_ID_ = E.ID_ AND (SELECT COUNT(*) FROM " + prefix() + belonging + ") > 0)";
    }

    /** The prefix of the runtime tables: the API names only some of them. */
    private String prefix() {
        return table(Execution.class).replaceFirst("EXECUTION$", "");
    }

    /**
     * Returns the root process instances of the trades: each is its own root. A condition on the columns of the parent or of the caller would let
     * PostgreSQL read the index entries of all executions that have none, and a join those of all executions of a definition.
     */
    private List<ProcessInstance> roots(Collection<String> tradingIds, String processes, String condition) {
        if (tradingIds.isEmpty()) {
            return List.of();
        }
        Map<String, String> parameters = new HashMap<>();
        tradingIds.forEach(tradingId -> parameters.put("k" + parameters.size(), tradingId));
        NativeProcessInstanceQuery query = runtime.createNativeProcessInstanceQuery()
                .sql("SELECT E.* FROM " + table(Execution.class)
                        + " E WHERE E.ROOT_PROC_INST_ID_ = E.ID_ AND (SELECT D.KEY_ FROM "
                        + table(ProcessDefinition.class) + " D WHERE D.ID_ = E.PROC_DEF_ID_) IN (" + processes
                        + ") AND E.BUSINESS_KEY_ IN ("
                        + parameters.keySet().stream()
                                .map(name -> "#{" + name + "}")
                                .collect(Collectors.joining(", "))
                        + ")" + condition);
        parameters.forEach(query::parameter);
        return query.list();
    }

    private String table(Class<?> type) {
        return management.getTableName(type);
    }

    private static Set<String> keys(List<ProcessInstance> roots) {
        return roots.stream().map(ProcessInstance::getBusinessKey).collect(Collectors.toSet());
    }

    /** Returns the business keys of suspended process instances, and of those with suspended jobs. */
    Set<String> suspended(int limit) {
        Set<String> suspended =
                keys(runtime.createProcessInstanceQuery().suspended().listPage(0, limit));
        Set<String> instances = management.createJobQuery().suspended().listPage(0, limit).stream()
                .map(Job::getProcessInstanceId)
                .filter(instance -> instance != null)
                .collect(Collectors.toSet());
        if (!instances.isEmpty()) {
            suspended = new HashSet<>(suspended);
            suspended.addAll(keys(runtime.createProcessInstanceQuery()
                    .processInstanceIds(instances)
                    .list()));
        }
        suspended.remove(null);
        return suspended;
    }

    boolean isSuspended(String tradingId) {
        List<ProcessInstance> instances = runtime.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .list();
        return instances.stream()
                .anyMatch(instance -> instance.isSuspended()
                        || management
                                        .createJobQuery()
                                        .processInstanceId(instance.getId())
                                        .suspended()
                                        .count()
                                > 0);
    }

    /** Describes the last end of the order's process, for a person. */
    String lastEnd(String tradingId) {
        return history
                .createHistoricProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .processDefinitionKey("order")
                .finished()
                .orderByProcessInstanceEndTime()
                .desc()
                .listPage(0, 1)
                .stream()
                .findFirst()
                .map(TradeProcesses::inWords)
                .orElse("The engine's history has no ended process of it.");
    }

    private static String inWords(HistoricProcessInstance ended) {
        return "Its process ended at " + ended.getEndTime().toInstant() + " (" + ended.getState()
                + (ended.getDeleteReason() == null ? "" : ": " + ended.getDeleteReason()) + ").";
    }

    /** A trade must stay while any process works on it, such as a return or a dispute. */
    @Override
    public Set<String> mustStay(Collection<String> tradingIds) {
        Set<String> running = new HashSet<>();
        for (String tradingId : tradingIds) {
            if (runtime.createProcessInstanceQuery()
                            .processInstanceBusinessKey(tradingId)
                            .count()
                    > 0) {
                running.add(tradingId);
            }
        }
        return running;
    }
}
