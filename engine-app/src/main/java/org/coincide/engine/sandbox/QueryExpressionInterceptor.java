package org.coincide.engine.sandbox;

import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.TaskQueryImpl;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;

/**
 * Refuses task queries with expressions. The engine's own check covers the query but not its nested queries ({@code orQueries}),
 * whose expressions it evaluates: CVE-2026-109432.
 */
final class QueryExpressionInterceptor extends CommandInterceptor {

    @Override
    public <T> T execute(Command<T> command) {
        if (command instanceof TaskQueryImpl query
                && query.getQueries().stream()
                        .anyMatch(part -> !part.getExpressions().isEmpty())) {
            throw new BadUserRequestException("The query contains an expression. Use a query without expressions");
        }
        return next.execute(command);
    }
}
