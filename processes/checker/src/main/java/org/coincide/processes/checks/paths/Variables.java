package org.coincide.processes.checks.paths;

import java.beans.FeatureDescriptor;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.impl.juel.jakarta.el.ELContext;
import org.camunda.bpm.impl.juel.jakarta.el.ELResolver;
import org.camunda.bpm.impl.juel.jakarta.el.PropertyNotFoundException;

/** Lets an expression read variables, and what is in a map or a list; nothing else. */
final class Variables extends ELResolver {

    /** Stands for "is not there"; a variable may be there and hold nothing. */
    static final Object MISSING = new Object();

    private final Function<String, Object> variables;

    Variables(Function<String, Object> variables) {
        this.variables = variables;
    }

    @Override
    public Object getValue(ELContext context, Object base, Object property) {
        context.setPropertyResolved(true);
        if (base == null) {
            var value = variables.apply(String.valueOf(property));
            if (value == MISSING) {
                throw new PropertyNotFoundException("nobody has said what " + property + " is");
            }
            return value;
        }
        if (base instanceof Map<?, ?> map) {
            return map.get(property);
        }
        if (base instanceof List<?> list && property instanceof Number index) {
            return list.get(index.intValue());
        }
        throw new PropertyNotFoundException(property + " cannot be read of " + base);
    }

    @Override
    public Class<?> getType(ELContext context, Object base, Object property) {
        return Object.class;
    }

    @Override
    public void setValue(ELContext context, Object base, Object property, Object value) {
        throw new PropertyNotFoundException("an expression only reads");
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
