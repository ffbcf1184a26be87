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
            HandedOverInstance.id().ifPresent(jobs::readInstance);
        }
        return next.execute(command);
    }
}
