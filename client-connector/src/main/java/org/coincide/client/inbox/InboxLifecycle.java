package org.coincide.client.inbox;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.broker.ClientProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Gives the inbox its thread, from when the application is ready until it stops. */
@Component
class InboxLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLifecycle.class);

    private final ActiveMQConnectionFactory connections;
    private final ClientProperties account;
    private final InboxParts parts;
    private InboxLoop loop;
    private Thread thread;

    InboxLifecycle(ActiveMQConnectionFactory inboxConnectionFactory, ClientProperties account, InboxParts parts) {
        this.connections = inboxConnectionFactory;
        this.account = account;
        this.parts = parts;
    }

    @Override
    public synchronized void start() {
        loop = new InboxLoop(connections, account, parts.inbox(), parts.opening(), parts.state(), parts.properties());
        thread = new Thread(loop, "inbox");
        thread.start();
    }

    @Override
    public synchronized void stop() {
        if (thread == null) {
            return;
        }
        loop.stop();
        try {
            var properties = parts.properties();
            thread.join(properties.receiveWait().multipliedBy(2).toMillis());
            if (!loop.isTaking()) {
                // It may be waiting for a broker that is away, for which ActiveMQ knows no limit.
                thread.interrupt();
            }
            thread.join(properties.stopWait().toMillis());
            if (thread.isAlive()) {
                LOG.warn("The inbox did not finish its batch in time; its messages will be delivered again.");
                thread.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        thread = null;
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    @Override
    public boolean isAutoStartup() {
        return parts.properties().enabled();
    }

    /** What each life of the inbox works with. */
    @Component
    record InboxParts(Inbox inbox, JmsMessageReader opening, BrokerState state, InboxProperties properties) {}
}
