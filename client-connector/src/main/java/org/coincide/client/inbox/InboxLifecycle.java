package org.coincide.client.inbox;

import org.apache.activemq.ActiveMQConnectionFactory;
import org.coincide.client.broker.ClientProperties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Runs the inbox's thread from application start to stop. */
@Component
class InboxLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(InboxLifecycle.class);

    private final ActiveMQConnectionFactory connections;
    private final ClientProperties client;
    private final InboxParts parts;
    private InboxLoop loop;
    private Thread thread;

    InboxLifecycle(ActiveMQConnectionFactory inboxConnectionFactory, ClientProperties client, InboxParts parts) {
        this.connections = inboxConnectionFactory;
        this.client = client;
        this.parts = parts;
    }

    @Override
    public synchronized void start() {
        loop = new InboxLoop(connections, client, parts.inbox(), parts.reader(), parts.state(), parts.properties());
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
            if (!loop.isProcessing()) {
                // Ends a wait for an unreachable broker before its time-out.
                thread.interrupt();
            }
            thread.join(properties.stopWait().toMillis());
            if (thread.isAlive()) {
                LOG.warn(
                        "The inbox did not finish its batch within {}; the broker will redeliver the messages",
                        properties.stopWait());
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

    /** Collaborators of each {@link InboxLoop}. */
    @Component
    record InboxParts(Inbox inbox, JmsMessageReader reader, BrokerState state, InboxProperties properties) {}
}
