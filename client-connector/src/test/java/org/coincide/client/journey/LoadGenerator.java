package org.coincide.client.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Places orders at the connectors. An unanswered order is placed again until it is answered, so that the result of each
 * order is known to the journal.
 */
final class LoadGenerator implements AutoCloseable {

    private static final Duration RETRY_DELAY = Duration.ofMillis(200);

    private final LoadJournal journal;
    private final Random random;
    private final List<User> users = new ArrayList<>();
    private final AtomicInteger created = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private volatile boolean newOrders = true;

    LoadGenerator(List<PackagedClient> clients, LoadJournal journal, long seed) {
        this.journal = journal;
        this.random = new Random(seed);
        clients.forEach(client -> users.add(new User(client)));
    }

    /** Places orders at this interval over all clients. A client that does not answer delays its own orders only. */
    LoadGenerator placeEvery(Duration pause) {
        users.forEach(user -> threads.scheduleAtFixedRate(
                user::placeNext, 0, pause.multipliedBy(users.size()).toMillis(), TimeUnit.MILLISECONDS));
        return this;
    }

    /** Places this many orders of each client concurrently. */
    void placeAtOnce(int each) {
        for (int index = 0; index < each; index++) {
            users.forEach(User::create);
        }
        users.forEach(user -> {
            for (int index = 0; index < each; index++) {
                threads.execute(user::placeUnanswered);
            }
            threads.scheduleWithFixedDelay(
                    user::placeUnanswered, RETRY_DELAY.toMillis(), RETRY_DELAY.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** The number of orders that the connectors have accepted. */
    int accepted() {
        return accepted.get();
    }

    /** Stops creating orders and waits until every created order is accepted. */
    void finish() {
        newOrders = false;
        await("every order is accepted by its connector")
                .atMost(JavaProcess.PATIENCE)
                .until(() -> accepted.get() == created.get());
        close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    private final class User {

        private record Order(String reference, String body) {}

        private final PackagedClient client;
        private final Queue<Order> unanswered = new ConcurrentLinkedQueue<>();

        User(PackagedClient client) {
            this.client = client;
        }

        void create() {
            synchronized (random) {
                var order = OrderKind.any(random).order();
                created.incrementAndGet();
                unanswered.add(new Order(order.get("orderReference").asText(), order.toString()));
            }
        }

        void placeNext() {
            if (newOrders) {
                create();
            }
            placeUnanswered();
        }

        /** Places the unanswered orders, until one is not answered again. */
        void placeUnanswered() {
            for (var order = unanswered.poll(); order != null; order = unanswered.poll()) {
                if (!place(order)) {
                    unanswered.add(order);
                    return;
                }
            }
        }

        private boolean place(Order order) {
            try {
                journal.request(client.id(), order.reference(), order.body());
                var answer = client.place(order.body());
                journal.reply(client.id(), order.reference(), answer.statusCode(), answer.body());
                if (answer.statusCode() == 202) {
                    accepted.incrementAndGet();
                    return true;
                }
                return false;
            } catch (IOException unreachable) {
                return false;
            }
        }
    }
}
