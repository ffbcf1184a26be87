package org.coincide.engine.broker;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** The names of the contract's queues. A queue's name is made here, from a configured client id, and nowhere else. */
public final class QueueNames {

    /** Where all clients put their orders. */
    public static final String ORDERS = "trading.orders";

    /** Where all clients put cancellations, returns, inquiries and warnings. */
    public static final String REQUESTS = "trading.requests";

    /** Where the carrier says what became of consignments. */
    public static final String CARRIER = "trading.carrier";

    static final String DEAD_LETTERS = "DLQ.";

    private static final String CLIENT = "trading.client.";

    private QueueNames() {}

    /** Where that client, and no other, reads what the server says. */
    public static String ofClient(String clientId) {
        return CLIENT + clientId;
    }

    /** Where messages of that queue go that nobody can handle. */
    public static String deadLettersOf(String queue) {
        return DEAD_LETTERS + queue;
    }

    static List<String> all(Collection<String> clientIds) {
        List<String> living = Stream.concat(
                        Stream.of(ORDERS, REQUESTS, CARRIER), clientIds.stream().map(QueueNames::ofClient))
                .toList();
        return Stream.concat(living.stream(), living.stream().map(QueueNames::deadLettersOf))
                .toList();
    }
}
