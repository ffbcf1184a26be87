package org.coincide.engine.jobs;

import java.util.function.Predicate;
import org.camunda.bpm.engine.impl.cmd.ExecuteJobsCmd;
import org.camunda.bpm.engine.impl.context.Context;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/** Executes the {@link DirectSteps} of a command at its end: those of a report where its caller wants them, and those of a job. */
final class DirectStepsInterceptor extends CommandInterceptor {

    private final Predicate<String> lockedAsRead;

    /** @param lockedAsRead see {@link DirectSteps#ofJob} */
    DirectStepsInterceptor(Predicate<String> lockedAsRead) {
        this.lockedAsRead = lockedAsRead;
    }

    @Override
    public <T> T execute(Command<T> command) {
        if (!(Context.getCommandContext().getJobManager() instanceof HandedOverJobs jobs)) {
            return next.execute(command);
        }
        if (Context.getJobExecutorContext() != null) {
            return command instanceof ExecuteJobsCmd
                    ? jobs.withSteps(DirectSteps.ofJob(lockedAsRead), () -> next.execute(command))
                    : next.execute(command);
        }
        return DirectSteps.areWanted()
                ? jobs.withSteps(DirectSteps.ofReport(), () -> next.execute(command))
                : next.execute(command);
    }
}
