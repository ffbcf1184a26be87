package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.interceptor.CommandContext;
import org.camunda.bpm.engine.impl.jobexecutor.AsyncContinuationJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.TimerCatchIntermediateEventJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.TimerEventJobHandler.TimerJobConfiguration;
import org.camunda.bpm.engine.impl.jobexecutor.TimerExecuteNestedActivityJobHandler;
import org.camunda.bpm.engine.impl.jobexecutor.TimerStartEventSubprocessJobHandler;
import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.springframework.stereotype.Component;

/**
 * Lets the engine execute the steps and timers of trades in spans. Without a collector, the engine's own handlers stay. Each handler is a
 * subclass, because the engine repeats a timer only if its handler has the class of a timer's.
 */
@Component
class JobSpanPlugin extends AbstractProcessEnginePlugin {

    private final JobSpans spans;

    JobSpanPlugin(JobSpans spans) {
        this.spans = spans;
    }

    @Override
    public void postInit(ProcessEngineConfigurationImpl engine) {
        if (spans.areRecorded()) {
            engine.getJobHandlers().put(Step.TYPE, new Step());
            engine.getJobHandlers().put(BoundaryTimer.TYPE, new BoundaryTimer());
            engine.getJobHandlers().put(WaitingTimer.TYPE, new WaitingTimer());
            engine.getJobHandlers().put(SubprocessTimer.TYPE, new SubprocessTimer());
        }
    }

    private final class Step extends AsyncContinuationJobHandler {

        @Override
        public void execute(
                AsyncContinuationConfiguration step, ExecutionEntity execution, CommandContext engine, String tenant) {
            spans.record(engine.getCurrentJob(), execution, () -> super.execute(step, execution, engine, tenant));
        }
    }

    private final class BoundaryTimer extends TimerExecuteNestedActivityJobHandler {

        @Override
        public void execute(
                TimerJobConfiguration timer, ExecutionEntity execution, CommandContext engine, String tenant) {
            spans.record(engine.getCurrentJob(), execution, () -> super.execute(timer, execution, engine, tenant));
        }
    }

    private final class WaitingTimer extends TimerCatchIntermediateEventJobHandler {

        @Override
        public void execute(
                TimerJobConfiguration timer, ExecutionEntity execution, CommandContext engine, String tenant) {
            spans.record(engine.getCurrentJob(), execution, () -> super.execute(timer, execution, engine, tenant));
        }
    }

    private final class SubprocessTimer extends TimerStartEventSubprocessJobHandler {

        @Override
        public void execute(
                TimerJobConfiguration timer, ExecutionEntity execution, CommandContext engine, String tenant) {
            spans.record(engine.getCurrentJob(), execution, () -> super.execute(timer, execution, engine, tenant));
        }
    }
}
