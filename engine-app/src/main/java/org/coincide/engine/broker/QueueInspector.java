package org.coincide.engine.broker;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.DestinationFilter;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.command.Message;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.QueueNames;

/** Reads the state of the embedded broker's queues and of its store. */
final class QueueInspector {

    /** Number of messages among which the oldest is looked for. */
    private static final int DEPTH = 1_000;

    /**
     * The oldest message of a queue. A message that fails again and again is the oldest, also while the server holds it.
     *
     * @param messageId JMS message id
     */
    record Head(String messageId, Duration age) {}

    /** A client and the filled part of its queue, 1 if the relay waits until the client reads. */
    record ClientQueue(String clientId, long unread, double filled) {}

    private final EmbeddedBroker broker;
    private final ClientAccounts clients;
    private final Clock clock;

    QueueInspector(EmbeddedBroker broker, ClientAccounts clients, Clock clock) {
        this.broker = broker;
        this.clients = clients;
        this.clock = clock;
    }

    /** Returns the number of messages in a queue; 0 while the broker is stopped. */
    long waiting(String queue) {
        return broker.queue(queue).map(ClientQueueMonitor::unread).orElse(0L);
    }

    /** Returns the oldest message of a queue; empty if there is none. */
    Optional<Head> head(String queue) {
        Instant now = clock.instant();
        return broker.queue(queue).map(QueueInspector::withoutFilters).flatMap(found -> {
            List<Message> messages = new ArrayList<>();
            found.doBrowse(messages, DEPTH);
            return messages.stream()
                    .min(Comparator.comparingLong(Message::getBrokerInTime))
                    .map(oldest -> new Head(
                            oldest.getMessageId().toString(),
                            Duration.between(Instant.ofEpochMilli(oldest.getBrokerInTime()), now)));
        });
    }

    /** The queue behind the filters that check authorizations. */
    static Queue withoutFilters(Destination destination) {
        return destination instanceof DestinationFilter filter ? filter.getAdaptor(Queue.class) : (Queue) destination;
    }

    Duration headAge(String queue) {
        return head(queue).map(Head::age).orElse(Duration.ZERO);
    }

    /** Returns the queue of each client. */
    List<ClientQueue> clientQueues() {
        return clients.all().stream()
                .map(ClientAccount::id)
                .map(this::clientQueue)
                .toList();
    }

    private ClientQueue clientQueue(String clientId) {
        String queue = QueueNames.ofClient(clientId);
        return new ClientQueue(
                clientId, waiting(queue) + waiting(QueueNames.deadLettersOf(queue)), broker.filled(clientId));
    }

    /** Returns the used part of the store's limit; 0 while the broker is stopped. */
    double storeUsed() {
        return broker.storeUsed();
    }
}
