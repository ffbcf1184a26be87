package org.coincide.engine.broker;

import java.io.IOException;
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
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.ClientQueueCapacity;
import org.coincide.engine.broker.recovery.DamagedStore;
import org.coincide.engine.broker.recovery.StoreFailureHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.scheduling.annotation.Scheduled;

/** A message broker in the server's JVM that can be stopped and restarted; a restart keeps the port. */
public final class EmbeddedBroker implements ClientQueueCapacity {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);

    private final BrokerProperties properties;
    private final BrokerAccounts accounts;
    private final Path directory;
    private final SslContext tls;
    /** Unique, because {@code vm:} connections look names up JVM-wide: one server could connect to another's broker. */
    private final String name = "coincide-" + UUID.randomUUID();

    private final ClientQueueMonitor monitor;
    private final EmbeddedQueues queues;
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
        this.queues = new EmbeddedQueues(this::running, monitor, properties.quota());
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
            throw BrokerStartFailureTranslator.translate(failed, properties.address(), port, directory);
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
        return running().isPresent();
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
        accounts.clientIds().forEach(queues::create);
        accounts.deletedIds().forEach(queues::remove);
    }

    /**
     * Returns the messages that clients gave up to their queues. ActiveMQ's client gives a message up after six deliveries within seconds,
     * as while its database is away; the message itself is fine.
     */
    @Scheduled(
            initialDelayString = "${coincide.broker.redelivery.rejected:30s}",
            fixedDelayString = "${coincide.broker.redelivery.rejected:30s}")
    void returnRejected() {
        accounts.clientIds().forEach(queues::returnRejected);
    }

    /** The number of messages in the dead-letter queues; 0 while the broker is stopped. */
    synchronized long deadLetters() {
        return queues.deadLetters();
    }

    @Override
    public int remaining(String clientId) {
        return queues.remaining(clientId);
    }

    @Override
    public boolean hasUnread(String clientId) {
        return queues.hasUnread(clientId);
    }

    /** Returns the filled part of a client's queue, 1 if the queue takes no more messages; 0 while the broker is stopped. */
    double filled(String clientId) {
        return queues.filled(clientId);
    }

    /** Returns the used part of the store's limit; 0 while the broker is stopped. */
    double storeUsed() {
        BrokerService running = service;
        return running == null || !properties.persistent()
                ? 0
                : (double) running.getSystemUsage().getStoreUsage().getStore().size()
                        / properties.store().disk().toBytes();
    }

    /**
     * The URL to which the server itself connects, without a socket, and without ActiveMQ's wait for the broker's start: it has no end if the
     * clock is set back.
     */
    URI vmAddress() {
        return URI.create("vm://%s?create=false".formatted(name));
    }

    /** Returns a queue; empty while the broker is stopped. */
    Optional<Destination> queue(String name) {
        return queues.find(name);
    }

    private Optional<BrokerService> running() {
        return Optional.ofNullable(service).filter(BrokerService::isStarted);
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
}
