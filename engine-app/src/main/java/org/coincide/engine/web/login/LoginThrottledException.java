package org.coincide.engine.web.login;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The login is refused because too many wrong passwords came from its address. */
public class LoginThrottledException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    public LoginThrottledException(Duration wait) {
        super("Too many wrong passwords came from this address");
        this.seconds = wait.plusMillis(999).toSeconds();
    }

    /** The number of seconds after which a login is checked again. */
    public long seconds() {
        return seconds;
    }
}
