package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.persistence.entity.ExecutionEntity;
import org.camunda.bpm.engine.impl.persistence.entity.JobEntity;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.coincide.engine.tracing.TradeSpans;
import org.coincide.engine.tracing.TradeSpans.TradeJob;
import org.coincide.engine.trade.TradeHeads;
import org.springframework.stereotype.Component;

/**
 * Records each job of a trade as a span of the trade's trace. The span ends before the commit: a job that fails to commit, because another
 * transaction was earlier, leaves a span without an error, and its repetition leaves another one.
 */
@Component
class JobSpans {

    private final TradeSpans spans;
    private final TradeHeads trades;

    JobSpans(TradeSpans spans, TradeHeads trades) {
        this.spans = spans;
        this.trades = trades;
    }

    boolean areRecorded() {
        return spans.areRecorded();
    }

    /** Executes a job, in a span if it belongs to a trade. */
    void record(JobEntity job, ExecutionEntity execution, Runnable work) {
        String tradingId = execution == null ? null : execution.getProcessBusinessKey();
        if (job == null || tradingId == null) {
            work.run();
        } else {
            spans.ofJob(
                    job(job, execution.getProcessDefinition(), tradingId),
                    trades.traceParent(tradingId).orElse(null),
                    work);
        }
    }

    private static TradeJob job(JobEntity job, ProcessDefinitionEntity model, String tradingId) {
        ActivityImpl element = model.findActivity(job.getActivityId());
        return new TradeJob(
                element == null || element.getName() == null ? job.getActivityId() : element.getName(),
                tradingId,
                model.getKey(),
                job.getActivityId(),
                job.getRetries());
    }
}
