package org.coincide.engine.sandbox;

import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.springframework.beans.factory.support.BeanDefinitionDefaults;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ClassPathBeanDefinitionScanner;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** As much of the server as it takes to read models: {@link ModelParser} and {@link ModelBeanNames}; the beans that these name stay unmade. */
public final class ParserApplicationContext {

    private static final String ALL_PARTS = "org.coincide.engine";

    private ParserApplicationContext() {}

    /** To be closed. */
    public static ConfigurableApplicationContext open() {
        GenericApplicationContext server = new GenericApplicationContext();
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(server, false);
        BeanDefinitionDefaults whenAskedFor = new BeanDefinitionDefaults();
        whenAskedFor.setLazyInit(true);
        scanner.setBeanDefinitionDefaults(whenAskedFor);
        Stream.of(
                        ModelParser.class,
                        ModelBeanNames.class,
                        BpmnParseListener.class,
                        JavaDelegate.class,
                        ExecutionListener.class,
                        TaskListener.class)
                .map(AssignableTypeFilter::new)
                .forEach(scanner::addIncludeFilter);
        scanner.scan(ALL_PARTS);
        server.refresh();
        return server;
    }
}
