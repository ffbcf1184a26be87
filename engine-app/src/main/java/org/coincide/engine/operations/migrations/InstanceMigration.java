package org.coincide.engine.operations.migrations;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.migration.MigratingActivityInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationException;
import org.camunda.bpm.engine.migration.MigratingProcessInstanceValidationReport;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.coincide.engine.operations.migrations.MigrationReport.Fault;
import org.coincide.engine.operations.migrations.MigrationReport.Instance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** Migrates a process instance. A dry run migrates it and rolls back, so that it detects the same faults as a migration. */
@Component
class InstanceMigration {

    private static final Logger LOG = LoggerFactory.getLogger(InstanceMigration.class);

    private final RuntimeService engine;
    private final MissingInputs inputs;
    private final TransactionTemplate transaction;

    InstanceMigration(RuntimeService engine, MissingInputs inputs, PlatformTransactionManager transactions) {
        this.engine = engine;
        this.inputs = inputs;
        transaction = new TransactionTemplate(transactions);
        transaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    Instance migrate(ProcessInstance instance, int fromVersion, MigrationPlan plan, boolean dryRun) {
        List<String> waitsAt = waitsAt(instance);
        List<Fault> faults = faults(instance, plan, dryRun);
        boolean moved = faults.isEmpty() && !dryRun;
        if (moved) {
            LOG.info(
                    "Migrated process instance {} of trade {}, waiting at {}, from {} to {}.",
                    instance.getId(),
                    instance.getBusinessKey(),
                    waitsAt,
                    plan.getSourceProcessDefinitionId(),
                    plan.getTargetProcessDefinitionId());
        }
        return new Instance(instance.getId(), instance.getBusinessKey(), fromVersion, waitsAt, moved, faults);
    }

    private List<String> waitsAt(ProcessInstance instance) {
        try {
            return engine.getActiveActivityIds(instance.getId()).stream()
                    .distinct()
                    .sorted()
                    .toList();
        } catch (ProcessEngineException ended) {
            return List.of();
        }
    }

    private List<Fault> faults(ProcessInstance instance, MigrationPlan plan, boolean dryRun) {
        try {
            transaction.executeWithoutResult(status -> {
                engine.newMigration(plan).processInstanceIds(instance.getId()).execute();
                inputs.add(instance.getId());
                if (dryRun) {
                    status.setRollbackOnly();
                }
            });
            return List.of();
        } catch (MigratingProcessInstanceValidationException invalid) {
            return faults(invalid.getValidationReport());
        } catch (OptimisticLockingException busy) {
            return List.of(new Fault(null, "The instance changed during the migration. Repeat the request."));
        } catch (ProcessEngineException failed) {
            return List.of(new Fault(null, failed.getMessage()));
        }
    }

    private static List<Fault> faults(MigratingProcessInstanceValidationReport report) {
        List<Fault> faults = new ArrayList<>();
        report.getFailures().forEach(text -> faults.add(new Fault(null, text)));
        for (MigratingActivityInstanceValidationReport activity : report.getActivityInstanceReports()) {
            activity.getFailures().forEach(text -> faults.add(new Fault(activity.getSourceScopeId(), text)));
        }
        report.getTransitionInstanceReports().forEach(transition -> transition
                .getFailures()
                .forEach(text -> faults.add(new Fault(transition.getSourceScopeId(), text))));
        return faults;
    }
}
