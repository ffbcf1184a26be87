package org.coincide.engine.web.login;

import java.time.Duration;
import org.springframework.security.core.AuthenticationException;

/** The login is refused without a check, for a time: too many wrong passwords came from its address, or too many logins wait for a check. */
public class LoginThrottledException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final long seconds;

    public LoginThrottledException(Duration wait) {
        this("Too many wrong passwords came from this address", wait);
    }

    private LoginThrottledException(String reason, Duration wait) {
        super(reason);
        this.seconds = wait.plusMillis(999).toSeconds();
    }

    /** Refuses a login that has waited too long for its check. */
    public static LoginThrottledException busy(Duration wait) {
        return new LoginThrottledException("Too many logins are being checked", wait);
    }

    /** The number of seconds after which a login is checked again. */
    public long seconds() {
        return seconds;
    }
}
