package org.coincide.client.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Stops the connection pool when the client stops. Threads that wait for an unreachable broker are released before their
 * time-out, and no further send can start. In Spring's default phase, the pool stops first, with the schedules.
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
        connections.start();
        running = true;
    }

    @Override
    public void stop() {
        connections.stop();
        running = false;
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
