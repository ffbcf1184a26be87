package org.coincide.engine.broker;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.activemq.broker.BrokerService;
import org.coincide.engine.startup.StartupException;
import org.springframework.core.NestedExceptionUtils;

/** A message broker in the server's JVM that can be stopped and restarted; a restart keeps the port. */
public final class EmbeddedBroker {

    private final BrokerProperties properties;
    private final BrokerAccounts accounts;
    private final Path directory;
    /** Unique, because {@code vm:} connections look names up JVM-wide: one server could connect to another's broker. */
    private final String name = "coincide-" + UUID.randomUUID();

    private int port;
    private BrokerService service;

    /**
     * Creates a broker that is not started yet.
     *
     * @param directory directory of the message store
     */
    public EmbeddedBroker(BrokerProperties properties, BrokerAccounts accounts, Path directory) {
        this.properties = properties;
        this.accounts = accounts;
        this.directory = directory;
        this.port = properties.port();
    }

    /** Starts the broker; returns when clients can connect. */
    public synchronized void start() {
        if (isRunning()) {
            return;
        }
        BrokerService starting = null;
        try {
            starting = new EmbeddedBrokerFactory(properties, accounts, directory).build(name, port);
            starting.start();
            port = starting.getTransportConnectors().get(0).getConnectUri().getPort();
            service = starting;
        } catch (Exception failure) {
            stop(starting);
            throw startupFailure(failure);
        }
    }

    /** Stops the broker; returns when all accepted messages are on disk and the port is free. */
    public synchronized void stop() {
        stop(service);
        service = null;
    }

    public synchronized boolean isRunning() {
        return service != null && service.isStarted();
    }

    /** The URL to which clients connect; known once the broker has been started. */
    public synchronized URI address() {
        return URI.create("tcp://%s:%d?wireFormat.maxFrameSize=%d"
                .formatted(properties.address(), port, properties.maxFrameSize().toBytes()));
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

    /** The URL to which the server itself connects, without a socket. */
    URI vmAddress() {
        return URI.create("vm://%s?create=false&waitForStart=%d"
                .formatted(name, properties.connection().failoverTimeout().toMillis()));
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
                || String.valueOf(root.getMessage()).contains("lock")) {
            return new StartupException(
                    "The broker's store in %s is in use by another process: %s".formatted(directory, root.getMessage()),
                    "Stop the other server, or set coincide.data-directory to another directory.",
                    failure);
        }
        return new IllegalStateException("The embedded broker did not start", failure);
    }
}
