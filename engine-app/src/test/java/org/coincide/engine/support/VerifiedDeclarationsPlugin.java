package org.coincide.engine.support;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.MessageCorrelationBuilderImpl;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.cmd.CorrelateMessageCmd;
import org.camunda.bpm.engine.impl.cmd.MessageEventReceivedCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.interceptor.CommandInterceptor;
import org.coincide.engine.sandbox.ServerInterfaceProvider;
import org.coincide.processes.server.ServerInterface;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.test.util.ReflectionTestUtils;

/**
 * Verifies, in every integration test, that delegates, listeners, messages and process starts do nothing but what the annotations of
 * the server's beans declare. A violation fails the engine's transaction.
 */
@Order(Ordered.LOWEST_PRECEDENCE)
public final class VerifiedDeclarationsPlugin extends AbstractProcessEnginePlugin {

    private final ServerInterface declared;

    VerifiedDeclarationsPlugin(ServerInterfaceProvider server) {
        this.declared = server.get();
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl engine) {
        engine.setDelegateInterceptor(new VerifyingInterceptor());
        List<CommandInterceptor> interceptors = new ArrayList<>(engine.getCustomPreCommandInterceptorsTxRequired());
        interceptors.add(new CommandVerifier());
        engine.setCustomPreCommandInterceptorsTxRequired(interceptors);
    }

    private final class CommandVerifier extends CommandInterceptor {

        @Override
        public <T> T execute(Command<T> command) {
            if (command instanceof MessageEventReceivedCmd) {
                verifyMessage(field(command, "messageName"), field(command, "processVariables"));
            } else if (command instanceof CorrelateMessageCmd) {
                MessageCorrelationBuilderImpl builder = field(command, "builder");
                verifyMessage(builder.getMessageName(), builder.getPayloadProcessInstanceVariables());
                verifyMessage(builder.getMessageName(), builder.getPayloadProcessInstanceVariablesToTriggeredScope());
            } else if (command instanceof StartProcessInstanceCmd) {
                ProcessInstantiationBuilderImpl builder = field(command, "instantiationBuilder");
                verifyStart(builder.getProcessDefinitionKey(), builder.getVariables());
            }
            return next.execute(command);
        }
    }

    private void verifyMessage(String name, Map<String, Object> variables) {
        if (!declared.messages().containsKey(name)) {
            throw new UndeclaredOutcomeException(
                    "The message " + name + " is sent but not declared; declare it at its sender");
        }
        DeclarationVerifier.verifyNames(
                "The message " + name,
                declared.messages().get(name).variables(),
                variables == null ? Set.of() : variables.keySet());
    }

    private void verifyStart(String process, Map<String, Object> variables) {
        declared.starts().stream()
                .filter(start -> start.process().equals(process))
                .forEach(start -> {
                    Set<String> names = new HashSet<>(start.otherVariables());
                    start.outcomes()
                            .forEach(outcome -> names.addAll(outcome.variables().keySet()));
                    DeclarationVerifier.verifyNames("The start of " + process, names, variables.keySet());
                    DeclarationVerifier.verifyOutcome("The start of " + process, start.outcomes(), variables, null);
                });
    }

    @SuppressWarnings("unchecked")
    private static <T> T field(Object command, String name) {
        return (T) ReflectionTestUtils.getField(command, name);
    }
}
