package org.coincide.engine.sandbox;

import java.util.Set;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.processes.model.BeanNames;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.stereotype.Component;

/** Which beans a model may name: those that {@link ModelBeans} lets it find. */
@Component
public class ModelBeanNames {

    private final ListableBeanFactory beans;

    ModelBeanNames(ListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The names of all of them; none is made for that. */
    public BeanNames all() {
        return new BeanNames(named(JavaDelegate.class), named(ExecutionListener.class), named(TaskListener.class));
    }

    private Set<String> named(Class<?> kind) {
        return Set.of(beans.getBeanNamesForType(kind, true, false));
    }
}
