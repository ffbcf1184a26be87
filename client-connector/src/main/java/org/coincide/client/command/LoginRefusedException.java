package org.coincide.client.command;

import java.io.IOException;

/** Signals that the connector refuses the login of a command; the message is the connector's. */
final class LoginRefusedException extends IOException {

    private static final long serialVersionUID = 1L;

    LoginRefusedException(String detail) {
        super(detail);
    }
}
