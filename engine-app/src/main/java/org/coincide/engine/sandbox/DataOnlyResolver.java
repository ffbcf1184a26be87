package org.coincide.engine.sandbox;

import java.time.temporal.TemporalAccessor;
import java.util.Date;
import java.util.stream.Stream;
import org.camunda.bpm.impl.juel.jakarta.el.BeanELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELException;

/** Resolves only properties that are plain data: the business key of an execution, not its services. */
final class DataOnlyResolver extends BeanELResolver {

    private static final boolean READ_ONLY = true;

    DataOnlyResolver() {
        super(READ_ONLY);
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        Object value = super.getValue(context, base, property);
        if (context.isPropertyResolved() && value != null && !isData(value)) {
            throw new ELException(
                    "The property %s is not plain data. Expressions may read plain data only".formatted(property));
        }
        return value;
    }

    @Override
    public Object invoke(ELContext context, Object base, Object method, Class<?>[] types, Object[] parameters) {
        throw new ELException(
                "The expression calls the method %s. Expressions must not call methods".formatted(method));
    }

    private static boolean isData(Object value) {
        return Stream.of(String.class, Number.class, Boolean.class, Enum.class, Date.class, TemporalAccessor.class)
                .anyMatch(kind -> kind.isInstance(value));
    }
}
