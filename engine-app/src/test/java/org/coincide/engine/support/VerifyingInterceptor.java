package org.coincide.engine.support;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.engine.impl.bpmn.delegate.ExecutionListenerInvocation;
import org.camunda.bpm.engine.impl.bpmn.delegate.JavaDelegateInvocation;
import org.camunda.bpm.engine.impl.delegate.DefaultDelegateInterceptor;
import org.camunda.bpm.engine.impl.delegate.DelegateInvocation;
import org.camunda.bpm.engine.impl.task.delegate.TaskListenerInvocation;
import org.coincide.processes.server.ServerInterfaceReader;
import org.coincide.processes.server.SetsVariables;
import org.springframework.stereotype.Component;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.util.ClassUtils;

/** Verifies each call of a delegate or a listener against the declarations of its class. */
final class VerifyingInterceptor extends DefaultDelegateInterceptor {

    @Override
    public void handleInvocation(DelegateInvocation invocation) throws Exception {
        if (invocation instanceof JavaDelegateInvocation) {
            execute(field(invocation, "delegateInstance"), field(invocation, "execution"));
        } else if (invocation instanceof TaskListenerInvocation && isOurs(field(invocation, "taskListenerInstance"))) {
            notify((TaskListener) field(invocation, "taskListenerInstance"), field(invocation, "delegateTask"));
        } else if (invocation instanceof ExecutionListenerInvocation
                && isOurs(field(invocation, "executionListenerInstance"))) {
            notify((ExecutionListener) field(invocation, "executionListenerInstance"), field(invocation, "execution"));
        } else {
            super.handleInvocation(invocation);
        }
    }

    /** Package-private, so that a test can call it with a delegate of its own. */
    void execute(JavaDelegate delegate, DelegateExecution execution) throws Exception {
        Map<String, Object> variables = new HashMap<>();
        Class<?> type = ClassUtils.getUserClass(delegate);
        try {
            delegate.execute(recording(DelegateExecution.class, execution, "setVariable", variables));
        } catch (BpmnError error) {
            DeclarationVerifier.verify(type, ServerInterfaceReader.delegate(type), variables, error.getErrorCode());
            throw error;
        }
        DeclarationVerifier.verify(type, ServerInterfaceReader.delegate(type), variables, null);
    }

    private static void notify(TaskListener listener, DelegateTask task) {
        Map<String, Object> variables = new HashMap<>();
        listener.notify(recording(DelegateTask.class, task, "setVariable", variables));
        verify(ClassUtils.getUserClass(listener), variables);
    }

    private static void notify(ExecutionListener listener, DelegateExecution execution) throws Exception {
        Map<String, Object> variables = new HashMap<>();
        listener.notify(recording(
                DelegateExecution.class,
                recording(DelegateExecution.class, execution, "setVariable", variables),
                "setVariableLocal",
                variables));
        verify(ClassUtils.getUserClass(listener), variables);
    }

    private static void verify(Class<?> listener, Map<String, Object> variables) {
        SetsVariables declared = listener.getAnnotation(SetsVariables.class);
        DeclarationVerifier.verifyNames(
                listener, declared == null ? Set.of() : Set.of(declared.value()), variables.keySet());
    }

    /** Records the variables that are set by this method, and by the one that sets several. */
    private static <T> T recording(Class<T> type, T target, String setter, Map<String, Object> variables) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), ClassUtils.getAllInterfaces(target), (proxy, method, arguments) -> {
                    if (method.getName().equals(setter)) {
                        variables.put((String) arguments[0], arguments[1]);
                    }
                    if (method.getName().equals(setter + "s")) {
                        ((Map<?, ?>) arguments[0]).forEach((name, value) -> variables.put((String) name, value));
                    }
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException failure) {
                        throw failure.getCause();
                    }
                }));
    }

    private static boolean isOurs(Object listener) {
        return ClassUtils.getUserClass(listener).isAnnotationPresent(Component.class);
    }

    @SuppressWarnings("unchecked")
    private static <T> T field(DelegateInvocation invocation, String name) {
        return (T) ReflectionTestUtils.getField(invocation, name);
    }
}
