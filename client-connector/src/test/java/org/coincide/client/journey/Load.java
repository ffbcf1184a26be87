package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Users who place orders at their connectors. An order that is not answered is placed again until it is: as users do, and
 * for the journal to know of each what has become of it.
 */
final class Load implements AutoCloseable {

    private record Unanswered(ClientProcess client, String reference, String order) {}

    private final List<ClientProcess> clients;
    private final LoadJournal journal;
    private final Random random;
    private final Queue<Unanswered> unanswered = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicInteger turn = new AtomicInteger();
    private final ScheduledExecutorService users = Executors.newScheduledThreadPool(4);
    private volatile boolean newOrders = true;

    Load(List<ClientProcess> clients, LoadJournal journal, long seed) {
        this.clients = clients;
        this.journal = journal;
        this.random = new Random(seed);
    }

    /** One order after the other, at this pace, at each client in turn. */
    Load every(Duration pause) {
        users.scheduleAtFixedRate(this::next, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    /** So many orders of each client, all at once. */
    void rush(int each) {
        Stream.iterate(0, index -> index + 1)
                .limit(each)
                .flatMap(index -> clients.stream())
                .map(this::any)
                .forEach(order -> {
                    waiting.incrementAndGet();
                    users.execute(() -> {
                        place(order);
                        waiting.decrementAndGet();
                    });
                });
        users.scheduleWithFixedDelay(this::again, 200, 200, TimeUnit.MILLISECONDS);
    }

    /** How many orders their connectors have accepted. */
    int accepted() {
        return accepted.get();
    }

    /** Ends it; returns when every order that was placed is answered. */
    void finish() {
        newOrders = false;
        await("every order is answered by its connector")
                .atMost(Jvm.PATIENCE)
                .until(() -> waiting.get() == 0 && underWay.get() == 0 && unanswered.isEmpty());
        close();
    }

    private void next() {
        if (newOrders) {
            place(any(clients.get(turn.getAndIncrement() % clients.size())));
        }
        again();
    }

    private void again() {
        var earlier = unanswered.poll();
        if (earlier != null) {
            place(earlier);
        }
    }

    private synchronized Unanswered any(ClientProcess client) {
        var order = Wanted.any(random).order();
        return new Unanswered(client, order.get("orderReference").asText(), order.toString());
    }

    private void place(Unanswered order) {
        underWay.incrementAndGet();
        try {
            journal.request(order.client().id(), order.reference(), order.order());
            var answer = order.client().place(order.order());
            journal.reply(order.client().id(), order.reference(), answer.statusCode(), answer.body());
            if (answer.statusCode() == 202) {
                accepted.incrementAndGet();
            } else {
                unanswered.add(order);
            }
        } catch (IOException nobodyThere) {
            unanswered.add(order);
        } finally {
            underWay.decrementAndGet();
        }
    }

    @Override
    public void close() {
        users.shutdownNow();
    }
}
