package org.coincide.engine.broker;

import java.net.BindException;
import java.nio.file.Path;
import org.coincide.engine.startup.StartupException;
import org.springframework.core.NestedExceptionUtils;

/** Translates a failed start of the embedded broker: a port or a message store that another process uses. */
final class BrokerStartFailureTranslator {

    private BrokerStartFailureTranslator() {}

    static RuntimeException translate(Exception failure, String address, int port, Path directory) {
        Throwable root = NestedExceptionUtils.getMostSpecificCause(failure);
        if (root instanceof BindException) {
            return new StartupException(
                    "The embedded broker cannot listen on %s, port %d: %s".formatted(address, port, root.getMessage()),
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
