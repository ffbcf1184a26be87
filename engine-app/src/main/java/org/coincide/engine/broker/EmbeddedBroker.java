package org.coincide.engine.broker;

import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.util.UUID;
import org.apache.activemq.broker.BrokerService;
import org.coincide.engine.startup.StartupException;
import org.springframework.core.NestedExceptionUtils;

/** A broker in this JVM that can be started, stopped and started again; it keeps its port over that. */
public final class EmbeddedBroker {

    private final BrokerProperties properties;
    private final BrokerAccounts accounts;
    private final Path directory;
    /** Names are looked up JVM-wide by {@code vm:} connections: unique, or one server could reach another's broker. */
    private final String name = "coincide-" + UUID.randomUUID();

    private int port;
    private BrokerService service;

    /**
     * A broker, not yet started.
     *
     * @param directory where it keeps its messages
     */
    public EmbeddedBroker(BrokerProperties properties, BrokerAccounts accounts, Path directory) {
        this.properties = properties;
        this.accounts = accounts;
        this.directory = directory;
        this.port = properties.port();
    }

    /** Returns when clients can connect. */
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
            throw explained(failure);
        }
    }

    /** Returns when every message that was taken is on disk and the port is free. */
    public synchronized void stop() {
        stop(service);
        service = null;
    }

    public synchronized boolean isRunning() {
        return service != null && service.isStarted();
    }

    /** Where clients connect. Known once the broker has been started. */
    public synchronized URI address() {
        return URI.create("tcp://%s:%d?wireFormat.maxFrameSize=%d"
                .formatted(properties.address(), port, properties.maxFrameSize().toBytes()));
    }

    /** How many messages lie in the dead-letter queues; none while it does not run. */
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

    /** Where the server itself connects, without a socket. */
    URI addressInside() {
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

    private RuntimeException explained(Exception failure) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof BindException) {
            return new StartupException(
                    "The embedded broker cannot listen on %s, port %d: %s"
                            .formatted(properties.address(), port, root.getMessage()),
                    "End what uses port %d (another Coincide?), or set coincide.broker.port to a free one."
                            .formatted(port),
                    failure);
        }
        if (String.valueOf(failure.getMessage()).contains("is locked")
                || String.valueOf(root.getMessage()).contains("lock")) {
            return new StartupException(
                    "The broker's store in %s is in use by another process: %s".formatted(directory, root.getMessage()),
                    "End the other Coincide, or set coincide.data-directory to another directory.",
                    failure);
        }
        return new IllegalStateException("The embedded broker did not start", failure);
    }
}
