package org.coincide.engine.sandbox;

import java.util.AbstractMap;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.beans.factory.BeanFactory;

/** The beans that a model may use, resolved lazily: delegates and listeners, no others. */
final class ModelBeans extends AbstractMap<Object, Object> {

    private final BeanFactory beans;

    ModelBeans(BeanFactory beans) {
        this.beans = beans;
    }

    @Override
    public boolean containsKey(Object name) {
        return name instanceof String bean
                && beans.containsBean(bean)
                && Stream.of(JavaDelegate.class, ExecutionListener.class, TaskListener.class)
                        .anyMatch(kind -> beans.isTypeMatch(bean, kind));
    }

    @Override
    public Object get(Object name) {
        return containsKey(name) ? beans.getBean((String) name) : null;
    }

    /** Returns an empty set, because listing would instantiate the beans. */
    @Override
    public Set<Entry<Object, Object>> entrySet() {
        return Set.of();
    }
}
