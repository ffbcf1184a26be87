package org.coincide.engine.sandbox;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses a task query with an expression anywhere in it. The engine's own check looks at the query and not at those
 * inside it ({@code orQueries}), and evaluates what it finds there: CVE-2026-109432.
 */
final class QueryExpressionInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof TaskQueryImpl query
                && query.getQueries().stream()
                        .anyMatch(part -> !part.getExpressions().isEmpty())) {
            throw new BadUserRequestException("Queries cannot have expressions");
        }
        return next.execute(command);
    }
}
