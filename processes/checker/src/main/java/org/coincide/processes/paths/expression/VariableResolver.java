package org.coincide.processes.paths.expression;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;

/** Resolves variables and the elements of maps and lists; expressions can read nothing else. */
public final class VariableResolver extends ELResolver {

    /** Marks a missing variable; an existing variable can be null. */
    public static final Object MISSING = new Object();

    private final Function<String, Object> variables;

    VariableResolver(Function<String, Object> variables) {
        this.variables = variables;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        context.setPropertyResolved(true);
        if (base == null) {
            var value = variables.apply(String.valueOf(property));
            if (value == MISSING) {
                throw new PropertyNotFoundException("no variable " + property + " is set on this path");
            }
            return value;
        }
        if (base instanceof Map<?, ?> map) {
            return map.get(property);
        }
        if (base instanceof List<?> list && property instanceof Number index) {
            return list.get(index.intValue());
        }
        throw new PropertyNotFoundException("the property " + property + " of " + base + " is not readable");
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new PropertyNotFoundException("expressions are read-only");
    }

    @Override
    public boolean isReadOnly(ELContext context, Object base, Object property) {
        return true;
    }

    @Override
    public Class<?> getCommonPropertyType(ELContext context, Object base) {
        return Object.class;
    }

    @Override
    public Iterator<FeatureDescriptor> getFeatureDescriptors(ELContext context, Object base) {
        return Collections.emptyIterator();
    }
}
