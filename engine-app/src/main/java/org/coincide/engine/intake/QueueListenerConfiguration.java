package org.coincide.engine.intake;

import java.util.List;
import org.coincide.engine.backlog.BacklogChanged;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.storage.StorageChanged;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jms.annotation.EnableJms;
import org.springframework.jms.annotation.JmsListenerConfigurer;
import org.springframework.jms.config.JmsListenerEndpoint;
import org.springframework.jms.config.JmsListenerEndpointRegistrar;
import org.springframework.jms.config.JmsListenerEndpointRegistry;
import org.springframework.jms.listener.DefaultMessageListenerContainer;
import org.springframework.jms.listener.MessageListenerContainer;

/** Registers a listener for each {@link QueueHandler}. */
@Configuration(proxyBeanMethods = false)
@EnableJms
class QueueListenerConfiguration implements JmsListenerConfigurer {

    private final List<QueueHandler> handlers;
    private final JmsTextReader reader;
    private final DeadLetters deadLetters;
    private final FailingMessages failing;
    private final IntakeProperties properties;
    private final ObjectProvider<JmsListenerEndpointRegistry> containers;
    private boolean tooManyOrders;
    private boolean writable = true;
    private boolean ending;

    QueueListenerConfiguration(
            List<QueueHandler> handlers,
            JmsTextReader reader,
            DeadLetters deadLetters,
            FailingMessages failing,
            IntakeProperties properties,
            ObjectProvider<JmsListenerEndpointRegistry> containers) {
        this.failing = failing;
        this.handlers = handlers;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.properties = properties;
        this.containers = containers;
    }

    /**
     * Receives no orders while too many wait; they stay in their queue. Other messages are received. Starts no listener of a server whose
     * listeners are stopped: it stores nothing, or ends.
     */
    @EventListener
    synchronized void receiveNoOrdersWhileTooManyWait(BacklogChanged backlog) {
        tooManyOrders = backlog.full();
        if (containers.getObject().isRunning()) {
            receive();
        }
    }

    /** Receives nothing while nothing can be stored; the messages stay in their queues. */
    @EventListener
    synchronized void receiveOnlyWhatCanBeStored(StorageChanged storage) {
        writable = storage.writable();
        receive();
    }

    /** Starts no listener of a server that ends: the end stops the listeners in a phase of its own, which is not repeated. */
    @EventListener
    synchronized void receiveNothingMore(ContextClosedEvent closed) {
        ending |= closed.getApplicationContext().getParent() == null;
    }

    /** Starts and stops the listeners by both states, under one lock: a change of one must not undo that of the other. */
    private void receive() {
        JmsListenerEndpointRegistry registry = containers.getObject();
        MessageListenerContainer orders = registry.getListenerContainer(QueueNames.ORDERS);
        for (MessageListenerContainer container : registry.getListenerContainers()) {
            if (writable && !ending && !(tooManyOrders && container == orders)) {
                container.start();
            } else {
                container.stop();
            }
        }
    }

    @Override
    public void configureJmsListeners(JmsListenerEndpointRegistrar registrar) {
        handlers.forEach(handler -> registrar.registerEndpoint(
                new Endpoint(handler, new QueueListener(handler, reader, deadLetters, failing, properties))));
    }

    /** An endpoint with a listener that has access to the session, which Spring's own endpoints do not support. */
    private record Endpoint(QueueHandler handler, QueueListener listener) implements JmsListenerEndpoint {

        @Override
        public String getId() {
            return handler.queue();
        }

        @Override
        public void setupListenerContainer(MessageListenerContainer created) {
            DefaultMessageListenerContainer container = (DefaultMessageListenerContainer) created;
            container.setDestinationName(handler.queue());
            if (handler.concurrency() != null) {
                container.setConcurrency(handler.concurrency());
            }
            container.setMessageListener(listener);
        }
    }
}
