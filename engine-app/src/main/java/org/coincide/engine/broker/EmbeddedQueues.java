package org.coincide.engine.broker;

import java.util.Optional;
import java.util.function.Supplier;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.util.BrokerSupport;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.broker.queues.QueueNames;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The queues of the clients in the embedded broker, with their dead letters. While the broker is stopped, there are none. */
final class EmbeddedQueues implements ClientQueueCapacity {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedQueues.class);

    private static final int RETURNED_AT_ONCE = 1_000;

    private final Supplier<Optional<BrokerService>> running;
    private final ClientQueueMonitor monitor;
    private final BrokerProperties.Quota quota;

    EmbeddedQueues(
            Supplier<Optional<BrokerService>> running, ClientQueueMonitor monitor, BrokerProperties.Quota quota) {
        this.running = running;
        this.monitor = monitor;
        this.quota = quota;
    }

    /** Creates the queues of a client that are missing. */
    void create(String clientId) {
        try {
            for (String queue : QueueNames.ofClientWithDeadLetters(clientId)) {
                if (find(queue).isEmpty()) {
                    broker().addDestination(context(), new ActiveMQQueue(queue), false);
                }
            }
        } catch (Exception unavailable) {
            LOG.warn("The queue of client {} cannot be created. The next start creates it.", clientId, unavailable);
        }
    }

    /** Deletes the queues of a deleted client with their messages. */
    void remove(String clientId) {
        try {
            for (String queue : QueueNames.ofClientWithDeadLetters(clientId)) {
                Optional<Queue> removed = find(queue).map(QueueInspector::withoutFilters);
                if (removed.isPresent()) {
                    removed.get().purge();
                    broker().removeDestination(context(), new ActiveMQQueue(queue), 0);
                }
            }
        } catch (Exception inUse) {
            LOG.warn(
                    "The queue of the deleted client {} cannot be removed yet. The next start deletes it.",
                    clientId,
                    inUse);
        }
    }

    /** Returns the messages that a client gave up to its queue. */
    void returnRejected(String clientId) {
        String own = QueueNames.ofClient(clientId);
        find(QueueNames.deadLettersOf(own))
                .map(QueueInspector::withoutFilters)
                .ifPresent(letters -> returnTo(own, letters));
    }

    private void returnTo(String own, Queue letters) {
        try {
            int returned = letters.moveMatchingMessagesTo(
                    context(), (context, message) -> true, new ActiveMQQueue(own), RETURNED_AT_ONCE);
            if (returned > 0) {
                LOG.warn(
                        "A client gave up {} messages of its queue {}. They are delivered to it again.", returned, own);
            }
        } catch (Exception unavailable) {
            LOG.warn("Messages that a client gave up cannot be returned to {}. Cause: {}", own, unavailable.toString());
        }
    }

    /** The number of messages in the dead-letter queues. */
    long deadLetters() {
        return running.get().stream()
                .flatMap(service -> region(service).getDestinationMap().entrySet().stream())
                .filter(queue -> queue.getKey().getPhysicalName().startsWith(QueueNames.DEAD_LETTERS))
                .mapToLong(queue -> ClientQueueMonitor.unread(queue.getValue()))
                .sum();
    }

    @Override
    public int remaining(String clientId) {
        String name = QueueNames.ofClient(clientId);
        Optional<Destination> queue = find(name);
        Optional<Destination> deadLetters = find(QueueNames.deadLettersOf(name));
        return queue.isPresent() && deadLetters.isPresent()
                ? monitor.remaining(clientId, queue.get(), deadLetters.get())
                : quota.unread();
    }

    @Override
    public boolean hasUnread(String clientId) {
        return find(QueueNames.ofClient(clientId))
                .map(queue -> ClientQueueMonitor.unread(queue) > 0)
                .orElse(true);
    }

    /** Returns the filled part of a client's queue, 1 if the queue takes no more messages. */
    double filled(String clientId) {
        String name = QueueNames.ofClient(clientId);
        return find(name)
                .flatMap(own -> find(QueueNames.deadLettersOf(name)).map(letters -> monitor.filled(own, letters)))
                .orElse(0.0);
    }

    Optional<Destination> find(String name) {
        return running.get()
                .map(service ->
                        region(service).getQueueRegion().getDestinationMap().get(new ActiveMQQueue(name)));
    }

    private static RegionBroker region(BrokerService service) {
        return (RegionBroker) service.getRegionBroker();
    }

    private Broker broker() throws Exception {
        return running.get().orElseThrow().getBroker();
    }

    private ConnectionContext context() throws Exception {
        return BrokerSupport.getConnectionContext(broker());
    }
}
