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
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** An application context with the part of the server that checks models; beans are created only on request. */
public final class ParserApplicationContext {

    private static final String BASE_PACKAGE = "org.coincide.engine";

    private ParserApplicationContext() {}

    /** Opens a context, which the caller closes. */
    public static ConfigurableApplicationContext open() {
        GenericApplicationContext server = new GenericApplicationContext();
        ClassPathBeanDefinitionScanner scanner = new ClassPathBeanDefinitionScanner(server, false);
        BeanDefinitionDefaults lazily = new BeanDefinitionDefaults();
        lazily.setLazyInit(true);
        scanner.setBeanDefinitionDefaults(lazily);
        Stream.of(
                        ModelParser.class,
                        ServerInterfaceProvider.class,
                        BpmnParseListener.class,
                        JavaDelegate.class,
                        ExecutionListener.class,
                        TaskListener.class)
                .map(AssignableTypeFilter::new)
                .forEach(scanner::addIncludeFilter);
        ServerInterfaceProvider.SENDER_ANNOTATIONS.stream()
                .map(AnnotationTypeFilter::new)
                .forEach(scanner::addIncludeFilter);
        scanner.scan(BASE_PACKAGE);
        server.refresh();
        return server;
    }
}
