package org.coincide.processes.paths.execution;

import java.util.Collection;
import java.util.stream.IntStream;
import org.coincide.processes.paths.expression.JuelExpression;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.lifecycle.RecordRule;

/** Executes multi-instance activities, parallel and sequential. */
final class MultiInstanceExecutor {

    private static final String INSTANCES = "nrOfInstances";
    private static final String COMPLETED = "nrOfCompletedInstances";

    private final TokenExecutor executor;
    private final TransitionContext context;

    MultiInstanceExecutor(TokenExecutor executor, TransitionContext context) {
        this.executor = executor;
        this.context = context;
    }

    void begin(ExecutionToken body) {
        var count = count(body);
        if (count == 0) {
            executor.flow().leave(body);
            return;
        }
        var characteristics = body.node.multiInstance();
        if (characteristics.splitsTrade()) {
            context.state.split(count);
        }
        body.setLocal(INSTANCES, count);
        body.setLocal(COMPLETED, 0);
        body.remaining = characteristics.sequential() ? count - 1 : 0;
        var first = IntStream.range(0, characteristics.sequential() ? 1 : count)
                .mapToObj(index -> instance(body, index))
                .toList();
        first.stream().filter(ExecutionToken::isAlive).forEach(this::enter);
    }

    private void enter(ExecutionToken token) {
        if (token.node.multiInstance().asyncBeforeEach()) {
            token.mode = ExecutionToken.Mode.JOB_BEFORE;
        } else {
            executor.execute(token);
        }
    }

    private ExecutionToken instance(ExecutionToken body, int index) {
        var scope = new ExecutionScope(context.newId(), ExecutionScope.Role.INSTANCE, null, body);
        if (body.node.multiInstance().splitsTrade() && scope.part == null) {
            scope.part = index;
        }
        context.set("loopCounter", index, scope::setLocal);
        if (body.node.multiInstance().elementVariable() != null) {
            context.set(body.node.multiInstance().elementVariable(), index, scope::setLocal);
        }
        body.waitFor(scope);
        var token = context.newToken(scope, body.node);
        token.single = true;
        return token;
    }

    /** Completes one instance; begins the next or leaves the activity. */
    void complete(ExecutionScope scope) {
        var body = scope.owner;
        if (scope.part != null && body.scope.part == null) {
            RecordRule.untoldAtTheEndOf(scope.part, context.state.lifecycles()).ifPresent(untold -> {
                throw new PathViolationException(untold);
            });
        }
        scope.end();
        body.remove(scope);
        var completed = 1 + (int) body.variables.get(COMPLETED);
        body.setLocal(COMPLETED, completed);
        var condition = body.node.multiInstance().completionCondition();
        if (condition != null && condition.isTrue(body::variable)) {
            body.nested.forEach(ExecutionScope::end);
            executor.flow().leave(body);
        } else if (body.remaining > 0) {
            body.remaining--;
            enter(instance(body, completed));
        } else if (body.nested.isEmpty()) {
            executor.flow().leave(body);
        }
    }

    private int count(ExecutionToken body) {
        var cardinality = body.node.multiInstance().cardinality();
        var count = number(cardinality, cardinality.value(body::variable));
        if (count < 0 || count > context.graphs.maxInstances()) {
            throw new PathViolationException(
                    "has " + count + " instances; the check allows 0 to " + context.graphs.maxInstances());
        }
        return (int) count;
    }

    private static long number(JuelExpression cardinality, Object value) {
        if (value instanceof Number number) {
            return number.longValue();
        }
        if (value instanceof Collection<?> all) {
            return all.size();
        }
        if (value instanceof String text && text.matches("\\d{1,18}")) {
            return Long.parseLong(text);
        }
        throw new PathViolationException(
                "cannot repeat by " + cardinality + ": its value is " + value + ", not a number or a list");
    }
}
