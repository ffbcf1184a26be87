package org.coincide.engine.broker;

import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the broker before all that talks to it, and stops it when they have all fallen silent. */
record EmbeddedBrokerLifecycle(EmbeddedBroker broker, JmsPoolConnectionFactory senders) implements SmartLifecycle {

    private static final int BEFORE_THE_OTHERS = 0;

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
        return BEFORE_THE_OTHERS;
    }
}
