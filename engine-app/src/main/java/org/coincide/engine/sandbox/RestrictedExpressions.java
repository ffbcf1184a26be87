package org.coincide.engine.sandbox;

import java.lang.StackWalker.Option;
import java.util.Map;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.el.Expression;
import org.camunda.bpm.engine.impl.el.JuelExpressionManager;
import org.camunda.bpm.engine.impl.el.ReadOnlyMapELResolver;
import org.camunda.bpm.engine.impl.el.VariableContextElResolver;
import org.camunda.bpm.engine.impl.el.VariableScopeElResolver;
import org.camunda.bpm.impl.juel.jakarta.el.CompositeELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ListELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.MapELResolver;

/**
 * Restricts the expressions of models to variables, plain data of the execution and the names of delegates. An expression cannot
 * call methods or navigate to other objects, so that a model cannot execute arbitrary code.
 */
final class RestrictedExpressions extends JuelExpressionManager {

    private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    RestrictedExpressions(Map<Object, Object> delegates) {
        super(delegates);
    }

    /**
     * Refuses expressions of queries. The engine creates the expressions of all queries here, including those of stored filters and
     * nested queries; the interceptor sees only queries that are commands themselves.
     */
    @Override
    public Expression createExpression(String expression) {
        if (AbstractQuery.class.isAssignableFrom(CALLERS.getCallerClass())) {
            throw new BadUserRequestException("The query contains an expression. Use a query without expressions");
        }
        return super.createExpression(expression);
    }

    @Override
    protected ELResolver createElResolver() {
        CompositeELResolver resolvers = new CompositeELResolver();
        resolvers.add(new VariableScopeElResolver());
        resolvers.add(new VariableContextElResolver());
        resolvers.add(new ReadOnlyMapELResolver(beans));
        resolvers.add(new ListELResolver(true));
        resolvers.add(new MapELResolver(true));
        resolvers.add(new DataOnlyResolver());
        return resolvers;
    }
}
