package org.coincide.engine.definitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.coincide.engine.postgresql.NodeNotifications;
import org.coincide.engine.postgresql.NodeNotifications.Kind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentCaptor;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Rows of definitions in memory. */
class DefinitionCacheTest {

    private final NodeNotifications nodes = mock(NodeNotifications.class);
    private final DefinitionCache cache =
            new DefinitionCache(new DefinitionCacheProperties(1_000, Duration.ofMinutes(1)), nodes);

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
    void otherNodesHearOnceOfChangesAfterTheirCommit() {
        TransactionSynchronizationManager.initSynchronization();
        cache.changed();
        cache.changed();
        verify(nodes, never()).send(Kind.DEFINITIONS);
        TransactionSynchronizationManager.getSynchronizations()
                .forEach(change -> change.afterCompletion(TransactionSynchronization.STATUS_COMMITTED));
        verify(nodes).send(Kind.DEFINITIONS);
    }

    @Test
    void aChangeOfAnotherNodeIsSeenAtOnce() {
        ArgumentCaptor<Runnable> action = ArgumentCaptor.forClass(Runnable.class);
        verify(nodes).on(eq(Kind.DEFINITIONS), action.capture());
        ProcessDefinitionEntity before = read();
        action.getValue().run();
        assertThat(read()).isNotSameAs(before);
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
        DefinitionCache none = new DefinitionCache(new DefinitionCacheProperties(1_000, Duration.ZERO), nodes);
        ProcessDefinitionEntity first = none.process("order:1", ProcessDefinitionEntity::new);
        assertThat(none.process("order:1", ProcessDefinitionEntity::new)).isNotSameAs(first);
    }

    private ProcessDefinitionEntity read() {
        return cache.process("order:1", ProcessDefinitionEntity::new);
    }
}
