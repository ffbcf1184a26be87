package org.coincide.engine.jobs;

import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Executes the steps of a command at its end, where {@link DirectSteps} are wanted. */
final class DirectStepsInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        return DirectSteps.areWanted() && Context.getCommandContext().getJobManager() instanceof HandedOverJobs jobs
                ? jobs.withSteps(() -> next.execute(command))
                : next.execute(command);
    }
}
