package org.coincide.client.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets go, when the client stops, of who waits for a broker that is away in order to send: ActiveMQ knows no limit for that. It
 * stops first, by Spring's default phase, for the schedules that wait there are asked to end after it.
 */
@Component
class SendingLifecycle implements SmartLifecycle {

    private final JmsPoolConnectionFactory connections;
    private volatile boolean running;

    SendingLifecycle(JmsPoolConnectionFactory sendingConnectionFactory) {
        this.connections = sendingConnectionFactory;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        connections.clear();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
