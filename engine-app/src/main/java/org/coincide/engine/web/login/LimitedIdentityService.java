package org.coincide.engine.web.login;

import java.time.Duration;
import java.util.Optional;
import org.camunda.bpm.engine.impl.IdentityServiceImpl;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Camunda's users, whose passwords are throttled by address and checked in turn. Every check of a password passes here, before its command
 * takes a connection: the logins of the operators' pages, of Cockpit and of HTTP Basic, engine-rest's {@code /identity/verify}, and a change
 * of a password.
 */
class LimitedIdentityService extends IdentityServiceImpl {

    private final LoginThrottle throttle;
    private final PasswordChecks checks;

    LimitedIdentityService(LoginThrottle throttle, PasswordChecks checks) {
        this.throttle = throttle;
        this.checks = checks;
    }

    /** @throws LoginThrottledException if the password is not checked now, which says nothing about the password */
    @Override
    public boolean checkPassword(String userId, String password) {
        Optional<String> address = address();
        address.ifPresent(from -> refuseThrottled(from, userId));
        return checks.inTurn(() -> {
            address.ifPresent(from -> refuseThrottled(from, userId));
            boolean right = super.checkPassword(userId, password);
            address.ifPresent(from -> count(from, userId, right));
            return right;
        });
    }

    private void refuseThrottled(String address, String userId) {
        Duration wait = throttle.waitOfUser(address, userId);
        if (!wait.isZero()) {
            throw new LoginThrottledException(wait);
        }
    }

    private void count(String address, String userId, boolean right) {
        if (right) {
            throttle.succeeded(address, userId);
        } else {
            throttle.failed(AccountKind.USER, address);
        }
    }

    private static Optional<String> address() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request ->
                        ((ServletRequestAttributes) request).getRequest().getRemoteAddr());
    }
}
