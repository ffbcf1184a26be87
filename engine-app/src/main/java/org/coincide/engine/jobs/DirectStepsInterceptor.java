package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Executes the steps of a command at its end, where {@link DirectSteps} are wanted. A job may have called a partner, so its steps are jobs. */
final class DirectStepsInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        return DirectSteps.areWanted()
                        && Context.getJobExecutorContext() == null
                        && Context.getCommandContext().getJobManager() instanceof HandedOverJobs jobs
                ? jobs.withSteps(() -> next.execute(command))
                : next.execute(command);
    }
}
