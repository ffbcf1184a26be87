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
 * What an expression of a model may do: read variables and data of its execution, and name a delegate. It calls no
 * method and reaches no object behind another, so that a model cannot do what Java could.
 */
final class RestrictedExpressions extends JuelExpressionManager {

    private static final StackWalker CALLERS = StackWalker.getInstance(Option.RETAIN_CLASS_REFERENCE);

    RestrictedExpressions(Map<Object, Object> delegates) {
        super(delegates);
    }

    /**
     * Whatever way a query came (a filter that was stored, one that extends it, a query inside another), the engine
     * makes its expressions here: the interceptor sees only queries that are commands themselves.
     */
    @Override
    public Expression createExpression(String expression) {
        if (AbstractQuery.class.isAssignableFrom(CALLERS.getCallerClass())) {
            throw new BadUserRequestException("Queries cannot have expressions");
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
