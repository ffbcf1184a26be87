package org.coincide.engine.sandbox;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.SendsMessages;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.server.StartsProcess;
import org.coincide.processes.server.StartsProcesses;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Collects the interface between models and server from the annotations of the beans, without creating a bean. */
@Component
public class ServerInterfaceProvider {

    /** The annotations of beans that send messages or start processes. */
    static final List<Class<? extends Annotation>> SENDER_ANNOTATIONS =
            List.of(SendsMessage.class, SendsMessages.class, StartsProcess.class, StartsProcesses.class);

    private final ConfigurableListableBeanFactory beans;

    ServerInterfaceProvider(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /** The delegates and listeners that {@link ModelBeans} provides, and the messages and process starts of all beans. */
    public ServerInterface get() {
        return ServerInterfaceReader.read(
                types(JavaDelegate.class), types(ExecutionListener.class), types(TaskListener.class), senders());
    }

    private Map<String, Class<?>> types(Class<?> kind) {
        Map<String, Class<?>> types = new TreeMap<>();
        for (String name : beans.getBeanNamesForType(kind, true, false)) {
            types.put(name, type(name));
        }
        return types;
    }

    private List<Class<?>> senders() {
        return new ArrayList<>(SENDER_ANNOTATIONS.stream()
                .flatMap(annotation -> Stream.of(beans.getBeanNamesForAnnotation(annotation)))
                .distinct()
                .<Class<?>>map(this::type)
                .toList());
    }

    /** Returns the bean's class, not that of its proxy. */
    private Class<?> type(String name) {
        Class<?> type = beans.getType(name, false);
        return type == null ? Object.class : ClassUtils.getUserClass(type);
    }
}
