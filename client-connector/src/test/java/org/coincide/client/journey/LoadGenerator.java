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
 * Users who place orders at their connectors. An order that is not answered is placed again until it is: as users do, and
 * for the journal to know of each what has become of it.
 */
final class LoadGenerator implements AutoCloseable {

    private static final Duration PAUSE_BEFORE_AGAIN = Duration.ofMillis(200);

    private final LoadJournal journal;
    private final Random random;
    private final List<User> users = new ArrayList<>();
    private final AtomicInteger wanted = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);
    private volatile boolean newOrders = true;

    LoadGenerator(List<PackagedClient> clients, LoadJournal journal, long seed) {
        this.journal = journal;
        this.random = new Random(seed);
        clients.forEach(client -> users.add(new User(client)));
    }

    /** One order after the other, at this pace over all; a client that does not answer holds up its own user alone. */
    LoadGenerator every(Duration pause) {
        users.forEach(user -> threads.scheduleAtFixedRate(
                user::next, 0, pause.multipliedBy(users.size()).toMillis(), TimeUnit.MILLISECONDS));
        return this;
    }

    /** So many orders of each client, all at once. */
    void rush(int each) {
        for (int index = 0; index < each; index++) {
            users.forEach(User::want);
        }
        users.forEach(user -> {
            for (int index = 0; index < each; index++) {
                threads.execute(user::again);
            }
            threads.scheduleWithFixedDelay(
                    user::again, PAUSE_BEFORE_AGAIN.toMillis(), PAUSE_BEFORE_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        });
    }

    /** How many orders their connectors have accepted. */
    int accepted() {
        return accepted.get();
    }

    /** Wants no more; returns when every order that was wanted is accepted. */
    void finish() {
        newOrders = false;
        await("every order is accepted by its connector")
                .atMost(JavaProcess.PATIENCE)
                .until(() -> accepted.get() == wanted.get());
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

        void want() {
            synchronized (random) {
                var order = OrderKind.any(random).order();
                wanted.incrementAndGet();
                unanswered.add(new Order(order.get("orderReference").asText(), order.toString()));
            }
        }

        void next() {
            if (newOrders) {
                want();
            }
            again();
        }

        /** Places what is not answered, until something is not answered again. */
        void again() {
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
            } catch (IOException nobodyThere) {
                return false;
            }
        }
    }
}
