package org.coincide.engine.definitions;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.camunda.bpm.engine.impl.dmn.entity.repository.DecisionDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobDefinitionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.coincide.engine.postgresql.NodeNotifications;
import org.coincide.engine.postgresql.NodeNotifications.Kind;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Rows of definitions for reading only, each for a limited time. There is a handful for each version of the models. */
@Component
class DefinitionCache {

    private record Row<T>(T value, long readAt) {}

    private final long maxAge;
    private final Map<String, Row<JobDefinitionEntity>> jobs = new ConcurrentHashMap<>();
    private final Map<String, Row<ProcessDefinitionEntity>> processes = new ConcurrentHashMap<>();
    private final Map<String, Row<DecisionDefinitionEntity>> decisions = new ConcurrentHashMap<>();

    /** Changes so far: a row that was read before a change must not be stored after it. */
    private final AtomicLong changes = new AtomicLong();

    private final NodeNotifications nodes;

    DefinitionCache(DefinitionCacheProperties properties, NodeNotifications nodes) {
        this.maxAge = properties.maxAge().toNanos();
        this.nodes = nodes;
        nodes.on(Kind.DEFINITIONS, this::forget);
    }

    JobDefinitionEntity job(String id, Supplier<JobDefinitionEntity> read) {
        return get(jobs, id, read);
    }

    ProcessDefinitionEntity process(String id, Supplier<ProcessDefinitionEntity> read) {
        return get(processes, id, read);
    }

    DecisionDefinitionEntity decision(String id, Supplier<DecisionDefinitionEntity> read) {
        return get(decisions, id, read);
    }

    private <T> T get(Map<String, Row<T>> rows, String key, Supplier<T> read) {
        Row<T> known = rows.get(key);
        if (known != null && System.nanoTime() - known.readAt() < maxAge) {
            return known.value();
        }
        long before = changes.get();
        long now = System.nanoTime();
        T value = read.get();
        if (value == null) {
            rows.remove(key);
        } else {
            rows.put(key, new Row<>(value, now));
            if (changes.get() != before) {
                rows.remove(key);
            }
        }
        return value;
    }

    /** Forgets all rows now, for the transaction that changes one, and after its commit, for all others, those of other nodes included. */
    void changed() {
        forget();
        if (TransactionSynchronizationManager.isSynchronizationActive()
                && TransactionSynchronizationManager.getSynchronizations().stream()
                        .noneMatch(AfterChanges.class::isInstance)) {
            TransactionSynchronizationManager.registerSynchronization(new AfterChanges());
        }
    }

    /** The end of a transaction that changed definitions: a deployment changes dozens. */
    private final class AfterChanges implements TransactionSynchronization {

        @Override
        public void afterCompletion(int status) {
            forget();
            nodes.send(Kind.DEFINITIONS);
        }
    }

    private void forget() {
        changes.incrementAndGet();
        jobs.clear();
        processes.clear();
        decisions.clear();
    }
}
