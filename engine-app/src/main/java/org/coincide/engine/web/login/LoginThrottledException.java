package org.coincide.engine.web.login;

import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.core.AuthenticationException;

/** The login is refused without a check, for a time: too many wrong passwords came from its address, or too many logins wait for a check. */
public class LoginThrottledException extends AuthenticationException {

    private static final long serialVersionUID = 1L;

    private final RefusalType type;
    private final long seconds;

    public LoginThrottledException(Duration wait) {
        this(RefusalType.TOO_MANY_WRONG_PASSWORDS, "Too many wrong passwords came from this address", wait);
    }

    private LoginThrottledException(RefusalType type, String reason, Duration wait) {
        super(reason);
        this.type = type;
        this.seconds = wait.plusMillis(999).toSeconds();
    }

    /** Refuses a login that has waited too long for its check. */
    public static LoginThrottledException busy(Duration wait) {
        return new LoginThrottledException(RefusalType.TOO_MANY_LOGINS, "Too many logins are being checked", wait);
    }

    /** The number of seconds after which a login is checked again. */
    public long seconds() {
        return seconds;
    }

    /** Returns the problem for the response: the reason, and when to retry. */
    public ProblemDetail problem() {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(
                HttpStatus.TOO_MANY_REQUESTS, "%s. Retry after %d seconds.".formatted(getMessage(), seconds));
        problem.setType(type.uri());
        return problem;
    }
}
