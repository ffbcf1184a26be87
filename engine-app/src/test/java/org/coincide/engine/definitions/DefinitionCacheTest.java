package org.coincide.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Rows of definitions in memory. */
class DefinitionCacheTest {

    private final DefinitionCache cache =
            new DefinitionCache(new DefinitionCacheProperties(1_000, Duration.ofMinutes(1)));

    @AfterEach
    void endTransaction() {
        if (TransactionSynchronizationManager.isSynchronizationActive()) {
            TransactionSynchronizationManager.clearSynchronization();
        }
    }

    @Test
    void aDefinitionIsReadOnce() {
        ProcessDefinitionEntity first = read();
        assertThat(read()).isSameAs(first);
    }

    @Test
    void aChangeIsSeenAtOnce() {
        ProcessDefinitionEntity before = read();
        cache.changed();
        assertThat(read()).isNotSameAs(before);
    }

    @Test
    void aRowReadWhileAnotherTransactionChangesItIsNotKept() {
        TransactionSynchronizationManager.initSynchronization();
        cache.changed();
        ProcessDefinitionEntity beforeTheCommit = read();
        TransactionSynchronizationManager.getSynchronizations()
                .forEach(change -> change.afterCompletion(TransactionSynchronization.STATUS_COMMITTED));
        assertThat(read()).isNotSameAs(beforeTheCommit);
    }

    @Test
    void aRowReadBeforeAChangeIsNotStoredAfterIt() {
        ProcessDefinitionEntity stale = cache.process("order:1", () -> {
            cache.changed();
            return new ProcessDefinitionEntity();
        });
        assertThat(read()).isNotSameAs(stale);
    }

    @Test
    void withoutAnAgeEachStepReads() {
        DefinitionCache none = new DefinitionCache(new DefinitionCacheProperties(1_000, Duration.ZERO));
        ProcessDefinitionEntity first = none.process("order:1", ProcessDefinitionEntity::new);
        assertThat(none.process("order:1", ProcessDefinitionEntity::new)).isNotSameAs(first);
    }

    private ProcessDefinitionEntity read() {
        return cache.process("order:1", ProcessDefinitionEntity::new);
    }
}
