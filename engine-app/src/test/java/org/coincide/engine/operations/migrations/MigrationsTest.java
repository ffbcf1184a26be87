package org.coincide.engine.operations.migrations;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mockito.Answers.RETURNS_DEEP_STUBS;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import java.util.List;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.repository.ProcessDefinition;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/** A migration of instances of several versions. */
class MigrationsTest {

    private static final MigrationRequest REQUEST = new MigrationRequest(null, null, null, null, null, null, false);

    private final RepositoryService models = mock(RepositoryService.class, RETURNS_DEEP_STUBS);
    private final RuntimeService engine = mock(RuntimeService.class, RETURNS_DEEP_STUBS);
    private final MigrationPlans plans = mock(MigrationPlans.class);
    private final InstanceMigration migration = mock(InstanceMigration.class);
    private final Migrations migrations = new Migrations(models, engine, plans, migration, new MigrationProperties(1));

    /** Also if the invalid plan is that of an instance which a later request would migrate. */
    @Test
    void noInstanceMovesIfThePlanOfAnotherVersionIsInvalid() {
        ProcessDefinition first = version(1);
        ProcessDefinition second = version(2);
        ProcessDefinition latest = version(3);
        when(models.createProcessDefinitionQuery()
                        .processDefinitionKey("order")
                        .latestVersion()
                        .singleResult())
                .thenReturn(latest);
        when(models.createProcessDefinitionQuery().processDefinitionKey("order").unlimitedList())
                .thenReturn(List.of(first, second, latest));
        waitsIn(first, "a");
        waitsIn(second, "b");
        when(plans.plan(first, latest, REQUEST)).thenReturn(mock(MigrationPlan.class));
        when(plans.plan(second, latest, REQUEST))
                .thenThrow(new ErrorResponseException(HttpStatus.UNPROCESSABLE_ENTITY));

        assertThatExceptionOfType(ErrorResponseException.class).isThrownBy(() -> migrations.migrate("order", REQUEST));

        verify(migration, never()).migrate(any(), anyInt(), any(), anyBoolean());
    }

    private void waitsIn(ProcessDefinition version, String id) {
        String versionId = version.getId();
        ProcessInstance instance = mock(ProcessInstance.class);
        when(instance.getId()).thenReturn(id);
        when(instance.getProcessDefinitionId()).thenReturn(versionId);
        when(engine.createProcessInstanceQuery().processDefinitionId(versionId).unlimitedList())
                .thenReturn(List.of(instance));
    }

    private static ProcessDefinition version(int number) {
        ProcessDefinition version = mock(ProcessDefinition.class);
        when(version.getId()).thenReturn("order:" + number);
        when(version.getKey()).thenReturn("order");
        when(version.getVersion()).thenReturn(number);
        return version;
    }
}
