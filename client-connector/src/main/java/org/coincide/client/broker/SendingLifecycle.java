package org.coincide.client.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Ends sending when the client stops: lets go of who waits for a broker that is away, for which ActiveMQ knows no limit, and
 * lets nobody begin to wait there. By Spring's default phase it is among the first to stop, as is what runs the schedules.
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
