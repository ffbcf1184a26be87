package org.coincide.engine.lifecycle;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Deletes process instances of trades. Only this class may: the engine's other ways are refused by {@link TradeEndListener}. */
@Component
public class ProcessRemoval {

    private static final Object IN_PROGRESS = ProcessRemoval.class;

    /** A trade has one process; for an operator, the engine executes no query without a limit. */
    private static final int MAX_PROCESSES = 10;

    private final RuntimeService engine;

    ProcessRemoval(RuntimeService engine) {
        this.engine = engine;
    }

    static boolean isInProgress() {
        return TransactionSynchronizationManager.hasResource(IN_PROGRESS);
    }

    /** Deletes the process of an order, with all called processes; returns whether there was any. */
    @Transactional
    public boolean removeOrder(String tradingId, String reason) {
        boolean removed = false;
        for (ProcessInstance root : engine.createProcessInstanceQuery()
                .processInstanceBusinessKey(tradingId)
                .rootProcessInstances()
                .processDefinitionKeyIn(OrderProcess.KEY, OrderReversal.KEY)
                .listPage(0, MAX_PROCESSES)) {
            remove(root.getId(), reason);
            removed = true;
        }
        return removed;
    }

    /** Deletes a process instance with all called ones. Listeners of models and mappings do not run. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void remove(String processInstanceId, String reason) {
        TransactionSynchronizationManager.bindResource(IN_PROGRESS, processInstanceId);
        try {
            engine.deleteProcessInstance(processInstanceId, reason, true, true, true, false);
        } finally {
            TransactionSynchronizationManager.unbindResource(IN_PROGRESS);
        }
    }
}
