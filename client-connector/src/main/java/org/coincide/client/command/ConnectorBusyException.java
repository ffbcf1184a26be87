package org.coincide.client.command;

import java.io.IOException;
import java.time.Duration;

/** Signals that the connector refuses requests for now; the message is the connector's. */
final class ConnectorBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration time;

    /** @param time time after which the request can be sent again */
    ConnectorBusyException(String detail, Duration time) {
        super(detail);
        this.time = time;
    }

    Duration time() {
        return time;
    }
}
