package org.coincide.engine.intake;

import java.util.List;
import org.coincide.engine.backlog.BacklogChanged;
import org.coincide.engine.broker.queues.QueueNames;
import org.coincide.engine.deadletters.DeadLetters;
import org.coincide.engine.deadletters.FailingMessages;
import org.coincide.engine.storage.StorageChanged;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Configuration;
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
    private volatile boolean tooManyOrders;

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
    void receiveNoOrdersWhileTooManyWait(BacklogChanged backlog) {
        MessageListenerContainer orders = containers.getObject().getListenerContainer(QueueNames.ORDERS);
        tooManyOrders = backlog.full();
        if (tooManyOrders) {
            orders.stop();
        } else if (containers.getObject().isRunning()) {
            orders.start();
        }
    }

    /** Receives nothing while nothing can be stored; the messages stay in their queues. */
    @EventListener
    void receiveOnlyWhatCanBeStored(StorageChanged storage) {
        if (storage.writable()) {
            containers.getObject().start();
            if (tooManyOrders) {
                containers.getObject().getListenerContainer(QueueNames.ORDERS).stop();
            }
        } else {
            containers.getObject().stop();
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
