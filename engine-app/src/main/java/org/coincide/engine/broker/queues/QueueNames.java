package org.coincide.engine.broker.queues;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of the contract's queues. Only this class derives a queue name from a client id. */
public final class QueueNames {

    /** The queue to which all clients send orders. */
    public static final String ORDERS = "trading.orders";

    /** The queue to which all clients send cancellations, amendments, returns, inquiries and warnings. */
    public static final String REQUESTS = "trading.requests";

    /** The queue to which the carrier sends reports about consignments. */
    public static final String CARRIER = "trading.carrier";

    /** The queues that the server reads. */
    public static final List<String> OF_SERVER = List.of(ORDERS, REQUESTS, CARRIER);

    public static final String DEAD_LETTERS = "DLQ.";

    private static final String CLIENT = "trading.client.";

    private QueueNames() {}

    /** The queue that the client, and no other, reads. */
    public static String ofClient(String clientId) {
        return CLIENT + clientId;
    }

    /** The dead-letter queue of a queue. */
    public static String deadLettersOf(String queue) {
        return DEAD_LETTERS + queue;
    }

    /** The client that reads this queue; empty if no client does. */
    public static Optional<String> readerOf(String queue) {
        return queue.startsWith(CLIENT) ? Optional.of(queue.substring(CLIENT.length())) : Optional.empty();
    }

    /** The client to which a queue or its dead-letter queue belongs; empty if it belongs to none. */
    public static Optional<String> ownerOf(String queue) {
        return readerOf(queue.startsWith(DEAD_LETTERS) ? queue.substring(DEAD_LETTERS.length()) : queue);
    }

    /** The queue of a client and its dead-letter queue. */
    public static List<String> ofClientWithDeadLetters(String clientId) {
        return List.of(ofClient(clientId), deadLettersOf(ofClient(clientId)));
    }

    /** All queues: those of the contract and their dead-letter queues. */
    public static List<String> all(Collection<String> clientIds) {
        List<String> queues = Stream.concat(
                        OF_SERVER.stream(), clientIds.stream().map(QueueNames::ofClient))
                .toList();
        return Stream.concat(queues.stream(), queues.stream().map(QueueNames::deadLettersOf))
                .toList();
    }
}
