package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Reads a handed-over job together with the other jobs of its process instance, which the engine would read one execution at a time. */
final class InstanceJobsInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof ExecuteJobsCmd
                && Context.getCommandContext().getJobManager() instanceof HandedOverJobs jobs) {
            HandedOverInstance.id().ifPresent(instance -> read(instance, jobs));
        }
        return next.execute(command);
    }

    /**
     * The executions first. If another transaction adds an execution with a job in between, it has changed the parent, so a command that ends the
     * parent fails and is repeated. In the other order the command would remove the execution and leave its job.
     */
    private static void read(String instance, HandedOverJobs jobs) {
        Context.getCommandContext().getExecutionManager().findExecutionsByProcessInstanceId(instance);
        jobs.readInstance(instance);
    }
}
