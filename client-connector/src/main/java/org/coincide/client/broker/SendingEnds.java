package org.coincide.client.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Lets go, when the client stops, of who waits for a broker that is away in order to send: ActiveMQ knows no limit for that. It
 * comes first, for the schedules that wait there are asked to end next.
 */
@Component
class SendingEnds implements SmartLifecycle {

    private final JmsPoolConnectionFactory connections;
    private volatile boolean running;

    SendingEnds(JmsPoolConnectionFactory sendingConnectionFactory) {
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

    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }
}
