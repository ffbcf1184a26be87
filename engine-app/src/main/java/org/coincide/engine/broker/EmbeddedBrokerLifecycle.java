package org.coincide.engine.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the broker before all components that use it, and stops it after them. */
record EmbeddedBrokerLifecycle(EmbeddedBroker broker, JmsPoolConnectionFactory senders) implements SmartLifecycle {

    private static final int FIRST_PHASE = 0;

    @Override
    public void start() {
        broker.start();
    }

    @Override
    public void stop() {
        senders.clear();
        broker.stop();
    }

    @Override
    public boolean isRunning() {
        return broker.isRunning();
    }

    @Override
    public int getPhase() {
        return FIRST_PHASE;
    }
}
