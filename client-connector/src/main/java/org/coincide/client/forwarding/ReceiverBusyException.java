package org.coincide.client.forwarding;

import java.io.IOException;
import java.time.Duration;

/** Signals that a receiver refuses messages for now, and asks for a pause. */
final class ReceiverBusyException extends IOException {

    private static final long serialVersionUID = 1L;

    private final Duration pause;

    ReceiverBusyException(String detail, Duration pause) {
        super(detail);
        this.pause = pause;
    }

    Duration pause() {
        return pause;
    }
}
