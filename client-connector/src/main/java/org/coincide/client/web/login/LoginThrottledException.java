package org.coincide.client.web.login;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** Signals that a login is refused because too many wrong passwords came from its address. */
final class LoginThrottledException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    LoginThrottledException(Duration wait) {
        super("Too many wrong passwords came from this address.");
        this.seconds = Math.max(1, wait.plusMillis(999).toSeconds());
    }

    /** Whole seconds until the next login is checked. */
    long seconds() {
        return seconds;
    }
}
