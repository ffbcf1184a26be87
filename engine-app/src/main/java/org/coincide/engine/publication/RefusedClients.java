package org.coincide.engine.publication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jms.JmsException;
import org.springframework.stereotype.Component;
import org.springframework.util.backoff.BackOffExecution;

/**
 * The clients whose messages the broker refused, for example because a client's queue is full. The relay leaves out each of them for a growing
 * pause, from {@code coincide.relay.poll} to {@code max-back-off}, so that it does not delay the others.
 */
@Component
class RefusedClients {

    private static final Logger LOG = LoggerFactory.getLogger(RefusedClients.class);

    /**
     * The present pause and the next ones.
     *
     * @param until time of the monotonic clock at which the relay tries again
     */
    private record Pause(long until, BackOffExecution next) {}

    private final Map<String, Pause> pauses = new ConcurrentHashMap<>();
    private final RelayProperties properties;
    private final LongSupplier nanoTime;

    @Autowired
    RefusedClients(RelayProperties properties) {
        this(properties, System::nanoTime);
    }

    RefusedClients(RelayProperties properties, LongSupplier nanoTime) {
        this.properties = properties;
        this.nanoTime = nanoTime;
    }

    /** Returns whether the relay leaves out the client now. */
    boolean isLeftOut(String clientId) {
        Pause pause = pauses.get(clientId);
        return pause != null && nanoTime.getAsLong() - pause.until() < 0;
    }

    /** Returns the number of clients whose last message was refused. */
    int count() {
        return pauses.size();
    }

    /** Called when the broker refused all messages to the client that were sent. Logs the first refusal only. */
    void refused(String clientId, JmsException cause) {
        Pause before = pauses.get(clientId);
        if (before == null) {
            LOG.warn(
                    "The broker refuses the messages to client {}. The relay tries again after growing pauses. Cause: {}",
                    clientId,
                    cause.getMessage());
        }
        BackOffExecution next = before == null ? properties.pauses() : before.next();
        pauses.put(clientId, new Pause(nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(next.nextBackOff()), next));
    }

    /** Called when the broker accepted a message to the client. */
    void accepted(String clientId) {
        if (pauses.remove(clientId) != null) {
            LOG.info("The broker accepts messages to client {} again.", clientId);
        }
    }
}
