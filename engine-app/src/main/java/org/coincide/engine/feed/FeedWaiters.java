package org.coincide.engine.feed;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.EventFeed;
import org.coincide.engine.journal.Journal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/**
 * The requests that wait for a message. They hold no thread: one thread looks for messages after each commit that appended to the journal,
 * and every {@code poll}, once for each waiting client.
 */
@Component
class FeedWaiters implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedWaiters.class);

    /** A waiting request; {@code tryAnswer} returns true once it has an answer, {@code refuse} answers that the client is disabled. */
    record Waiter(String clientId, Supplier<Boolean> tryAnswer, Runnable refuse) {}

    private final EventFeed feed;
    private final ClientAccounts clients;
    private final FeedProperties properties;
    private final Set<Waiter> waiters = ConcurrentHashMap.newKeySet();
    private final Set<String> created = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile ThreadPoolTaskScheduler thread;

    FeedWaiters(EventFeed feed, ClientAccounts clients, FeedProperties properties) {
        this.feed = feed;
        this.clients = clients;
        this.properties = properties;
    }

    /** Adds a waiter; returns false if there are too many. */
    boolean add(Waiter waiter) {
        synchronized (waiters) {
            long own = waiters.stream()
                    .filter(other -> other.clientId().equals(waiter.clientId()))
                    .count();
            return waiters.size() < properties.waiters() && own < properties.waitersPerClient() && waiters.add(waiter);
        }
    }

    void remove(Waiter waiter) {
        waiters.remove(waiter);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void wake(Journal.Appended appended) {
        ThreadPoolTaskScheduler running = thread;
        if (running != null && !waiters.isEmpty() && woken.compareAndSet(false, true)) {
            running.execute(this::answer);
        }
    }

    private void answer() {
        woken.set(false);
        List.copyOf(waiters).forEach(this::answer);
    }

    private void answer(Waiter waiter) {
        if (!isEnabled(waiter)) {
            remove(waiter);
            waiter.refuse().run();
            return;
        }
        try {
            if (waiter.tryAnswer().get()) {
                remove(waiter);
            }
        } catch (RuntimeException unavailable) {
            LOG.debug("The feed of {} cannot be read. The request waits on.", waiter.clientId(), unavailable);
        }
    }

    private boolean isEnabled(Waiter waiter) {
        return clients.find(waiter.clientId()).filter(ClientAccount::isEnabled).isPresent();
    }

    /** Ends the requests of clients that are disabled now, and creates the feeds of new clients. */
    @EventListener(ClientAccounts.Changed.class)
    void apply() {
        if (isRunning()) {
            clients.all().stream()
                    .filter(client -> created.add(client.id()))
                    .forEach(client -> createFeed(client.id()));
            waiters.stream().filter(waiter -> !isEnabled(waiter)).forEach(this::answer);
        }
    }

    private void createFeed(String clientId) {
        try {
            feed.create(clientId);
        } catch (DuplicateKeyException created) {
            LOG.debug("Another node has created the feed of {}.", clientId, created);
        }
    }

    @Override
    public void start() {
        clients.all().forEach(client -> {
            created.add(client.id());
            createFeed(client.id());
        });
        ThreadPoolTaskScheduler starting = new ThreadPoolTaskScheduler();
        starting.setThreadNamePrefix("feed-");
        starting.initialize();
        starting.scheduleWithFixedDelay(this::answer, properties.poll());
        thread = starting;
    }

    @Override
    public void stop() {
        thread.shutdown();
        thread = null;
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
