package org.coincide.engine.broker;

import java.io.IOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.SslContext;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Queue;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.util.BrokerSupport;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.recovery.DamagedStore;
import org.coincide.engine.broker.recovery.StoreFailureHandler;
import org.coincide.engine.startup.StartupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.scheduling.annotation.Scheduled;

/** A message broker in the server's JVM that can be stopped and restarted; a restart keeps the port. */
public final class EmbeddedBroker implements ClientQueueCapacity {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private static final int RETURNED_AT_ONCE = 1_000;

    private final BrokerProperties properties;
    private final BrokerAccounts accounts;
    private final Path directory;
    private final SslContext tls;
    /** Unique, because {@code vm:} connections look names up JVM-wide: one server could connect to another's broker. */
    private final String name = "coincide-" + UUID.randomUUID();

    private final ClientQueueMonitor monitor;
    private final AtomicReference<String> failure = new AtomicReference<>();
    private volatile Consumer<Set<String>> missingStores = clients -> {};
    private boolean accepting = true;
    private int port;
    private volatile BrokerService service;

    /**
     * Creates a broker that is not started yet.
     *
     * @param directory directory of the message store
     */
    public EmbeddedBroker(BrokerProperties properties, BrokerAccounts accounts, Path directory) {
        this(properties, accounts, directory, null);
    }

    /**
     * Creates a broker that is not started yet.
     *
     * @param directory directory of the message store
     * @param tls keys and certificates of its connections; null for unencrypted ones
     */
    EmbeddedBroker(BrokerProperties properties, BrokerAccounts accounts, Path directory, SslContext tls) {
        this.tls = tls;
        this.properties = properties;
        this.accounts = accounts;
        this.directory = directory;
        this.port = properties.port();
        this.monitor = new ClientQueueMonitor(properties.quota(), Clock.systemUTC());
    }

    /** Sets the action that runs before empty stores take the place of those that some clients lack: new ones, or lost ones. */
    void onMissingStores(Consumer<Set<String>> action) {
        missingStores = action;
    }

    /** Starts the broker; returns when clients can connect. A damaged store is set aside, and an empty one takes its place. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        try {
            try {
                startService();
            } catch (Exception | OutOfMemoryError failed) {
                if (!DamagedStore.isCauseOf(failed)) {
                    throw failed;
                }
                DamagedStore.setAside(directory, failed);
                startService();
            }
        } catch (Exception failed) {
            throw startupFailure(failed);
        }
    }

    private void startService() throws Exception {
        BrokerService starting = null;
        try {
            starting = new EmbeddedBrokerFactory(properties, accounts, directory, monitor, tls).build(name, port);
            BrokerService started = starting;
            starting.setIoExceptionHandler(new StoreFailureHandler(cause -> storeFailed(started, cause)));
            if (starting.getPersistenceAdapter() instanceof BrokerStore store
                    && !store.clientsWithoutStore().isEmpty()) {
                missingStores.accept(store.clientsWithoutStore());
            }
            starting.start();
            port = starting.getTransportConnectors().get(0).getConnectUri().getPort();
            service = starting;
            failure.set(null);
            limitStore();
            if (started.getPersistenceAdapter() instanceof BrokerStore store) {
                store.deleteFilesOf(accounts.deletedIds());
            }
        } catch (Exception | OutOfMemoryError failed) {
            try {
                stop(starting);
            } catch (RuntimeException alsoFailed) {
                failed.addSuppressed(alsoFailed);
            }
            throw failed;
        }
    }

    /** Stops the broker at once: what it would store now would follow a gap. The thread that failed must not wait for it. */
    private void storeFailed(BrokerService failed, IOException cause) {
        if (failure.compareAndSet(null, "the store cannot be written: " + cause.getMessage())) {
            LOG.error("The broker's store cannot be written. The broker stops. Cause: {}", cause.toString());
            Thread stop = new Thread(() -> stopQuietly(failed), "broker-stop");
            stop.setDaemon(true);
            stop.start();
        }
    }

    private static void stopQuietly(BrokerService failed) {
        try {
            stop(failed);
        } catch (RuntimeException unclean) {
            LOG.warn("The broker did not stop cleanly: {}", unclean.toString());
        }
    }

    /** The cause for which the broker is down, or empty. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    /** Lets the broker refuse messages, as it does when its store is full, or accept them again. */
    synchronized void acceptMessages(boolean accept) {
        accepting = accept;
        limitStore();
    }

    private void limitStore() {
        if (service != null) {
            service.getSystemUsage()
                    .getStoreUsage()
                    .setLimit(accepting ? properties.store().disk().toBytes() : 1);
        }
    }

    /** Stops the broker; returns when all accepted messages are on disk and the port is free. */
    public synchronized void stop() {
        try {
            stop(service);
        } finally {
            service = null;
        }
    }

    /** Starts again after a failure of the store. What remains of the failed broker is stopped as far as it can be. */
    synchronized void restart() {
        stopQuietly(service);
        service = null;
        start();
    }

    public boolean isRunning() {
        BrokerService current = service;
        return current != null && current.isStarted();
    }

    /** The URL to which clients connect; known once the broker has been started. */
    public synchronized URI address() {
        return URI.create("%s://%s:%d?wireFormat.maxFrameSize=%d"
                .formatted(
                        tls == null ? "tcp" : "ssl",
                        properties.address(),
                        port,
                        properties.maxFrameSize().toBytes()));
    }

    /**
     * Makes changed accounts effective: creates the queues of new clients, removes those of deleted ones, and closes the connections that are
     * not permitted any more. All other connections stay.
     */
    @EventListener(ClientAccounts.Changed.class)
    synchronized void applyAccounts() {
        if (!isRunning()) {
            return;
        }
        service.getTransportConnectors().stream()
                .map(ClientConnector.class::cast)
                .forEach(ClientConnector::cutForbidden);
        accounts.clientIds().forEach(this::createQueues);
        accounts.deletedIds().forEach(this::removeQueues);
    }

    private void createQueues(String clientId) {
        try {
            for (String queue : QueueNames.ofClientWithDeadLetters(clientId)) {
                if (queue(queue).isEmpty()) {
                    service.getBroker()
                            .addDestination(
                                    BrokerSupport.getConnectionContext(service.getBroker()),
                                    new ActiveMQQueue(queue),
                                    false);
                }
            }
        } catch (Exception unavailable) {
            LOG.warn("The queue of client {} cannot be created. The next start creates it.", clientId, unavailable);
        }
    }

    private void removeQueues(String clientId) {
        try {
            for (String queue : QueueNames.ofClientWithDeadLetters(clientId)) {
                Optional<Queue> removed = queue(queue).map(QueueInspector::withoutFilters);
                if (removed.isPresent()) {
                    removed.get().purge();
                    service.getBroker()
                            .removeDestination(
                                    BrokerSupport.getConnectionContext(service.getBroker()),
                                    new ActiveMQQueue(queue),
                                    0);
                }
            }
        } catch (Exception inUse) {
            LOG.warn(
                    "The queue of the deleted client {} cannot be removed yet. The next start deletes it.",
                    clientId,
                    inUse);
        }
    }

    /**
     * Returns the messages that clients gave up to their queues. ActiveMQ's client gives a message up after six deliveries within seconds,
     * as while its database is away; the message itself is fine.
     */
    @Scheduled(
            initialDelayString = "${coincide.broker.redelivery.rejected:30s}",
            fixedDelayString = "${coincide.broker.redelivery.rejected:30s}")
    void returnRejected() {
        accounts.clientIds().forEach(clientId -> {
            String own = QueueNames.ofClient(clientId);
            queue(QueueNames.deadLettersOf(own))
                    .map(QueueInspector::withoutFilters)
                    .ifPresent(letters -> returnTo(own, letters));
        });
    }

    private void returnTo(String own, Queue letters) {
        try {
            int returned = letters.moveMatchingMessagesTo(
                    BrokerSupport.getConnectionContext(service.getBroker()),
                    (context, message) -> true,
                    new ActiveMQQueue(own),
                    RETURNED_AT_ONCE);
            if (returned > 0) {
                LOG.warn(
                        "A client gave up {} messages of its queue {}. They are delivered to it again.", returned, own);
            }
        } catch (Exception unavailable) {
            LOG.warn("Messages that a client gave up cannot be returned to {}. Cause: {}", own, unavailable.toString());
        }
    }

    /** The number of messages in the dead-letter queues; 0 while the broker is stopped. */
    synchronized long deadLetters() {
        if (!isRunning()) {
            return 0;
        }
        return service.getRegionBroker().getDestinationMap().entrySet().stream()
                .filter(queue -> queue.getKey().getPhysicalName().startsWith(QueueNames.DEAD_LETTERS))
                .mapToLong(queue -> queue.getValue()
                        .getDestinationStatistics()
                        .getMessages()
                        .getCount())
                .sum();
    }

    @Override
    public int remaining(String clientId) {
        String name = QueueNames.ofClient(clientId);
        Optional<Destination> queue = queue(name);
        Optional<Destination> deadLetters = queue(QueueNames.deadLettersOf(name));
        return queue.isPresent() && deadLetters.isPresent()
                ? monitor.remaining(clientId, queue.get(), deadLetters.get())
                : properties.quota().unread();
    }

    @Override
    public boolean hasUnread(String clientId) {
        return queue(QueueNames.ofClient(clientId))
                .map(queue -> ClientQueueMonitor.unread(queue) > 0)
                .orElse(true);
    }

    /** Returns the filled part of a client's queue, 1 if the queue takes no more messages; 0 while the broker is stopped. */
    double filled(String clientId) {
        String name = QueueNames.ofClient(clientId);
        return queue(name)
                .flatMap(own -> queue(QueueNames.deadLettersOf(name)).map(letters -> monitor.filled(own, letters)))
                .orElse(0.0);
    }

    /** Returns the used part of the store's limit; 0 while the broker is stopped. */
    double storeUsed() {
        BrokerService running = service;
        return running == null || !properties.persistent()
                ? 0
                : (double) running.getSystemUsage().getStoreUsage().getStore().size()
                        / properties.store().disk().toBytes();
    }

    /** Returns a queue; empty while the broker is stopped. */
    Optional<Destination> queue(String name) {
        BrokerService running = service;
        return running == null || !running.isStarted()
                ? Optional.empty()
                : Optional.ofNullable(((RegionBroker) running.getRegionBroker())
                        .getQueueRegion()
                        .getDestinationMap()
                        .get(new ActiveMQQueue(name)));
    }

    /**
     * The URL to which the server itself connects, without a socket, and without ActiveMQ's wait for the broker's start: it has no end if the
     * clock is set back.
     */
    URI vmAddress() {
        return URI.create("vm://%s?create=false".formatted(name));
    }

    private static void stop(BrokerService service) {
        if (service == null) {
            return;
        }
        try {
            service.stop();
            service.waitUntilStopped();
        } catch (Exception failure) {
            throw new IllegalStateException("The embedded broker did not stop cleanly", failure);
        }
    }

    private RuntimeException startupFailure(Exception failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof BindException) {
            return new StartupException(
                    "The embedded broker cannot listen on %s, port %d: %s"
                            .formatted(properties.address(), port, root.getMessage()),
                    "Stop the process that uses port %d (another Coincide?), or set coincide.broker.port to a free port."
                            .formatted(port),
                    failure);
        }
        if (String.valueOf(failure.getMessage()).contains("is locked")
                || String.valueOf(root.getMessage()).contains("could not be locked")) {
            return new StartupException(
                    "The broker's store is in use by another process.%nDirectory: %s%nCause:     %s"
                            .formatted(directory, root.getMessage()),
                    "Stop the other process, or set coincide.data-directory to another directory.",
                    failure);
        }
        return new IllegalStateException("The embedded broker did not start", failure);
    }
}
