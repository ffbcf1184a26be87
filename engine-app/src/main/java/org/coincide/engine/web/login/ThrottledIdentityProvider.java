package org.coincide.engine.web.login;

import java.util.Optional;
import org.camunda.bpm.engine.impl.identity.db.DbIdentityServiceProvider;
import org.camunda.bpm.engine.impl.persistence.entity.UserEntity;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/**
 * Camunda's users, with the throttling of logins by address in place of Camunda's locks of accounts. Every login and every other
 * check of a password passes here, such as engine-rest's {@code /identity/verify}.
 */
class ThrottledIdentityProvider extends DbIdentityServiceProvider {

    private final LoginThrottle throttle;

    ThrottledIdentityProvider(LoginThrottle throttle) {
        this.throttle = throttle;
    }

    @Override
    public boolean checkPassword(String userId, String password) {
        Optional<String> address = address();
        if (address.isPresent() && !throttle.waitOfUser(address.get(), userId).isZero()) {
            return false;
        }
        boolean right = super.checkPassword(userId, password);
        address.ifPresent(from -> {
            if (right) {
                throttle.succeeded(from, userId);
            } else {
                throttle.failed(AccountKind.USER, from);
            }
        });
        return right;
    }

    /** Ignores the locks of accounts, which would let anybody lock the operator out. */
    @Override
    protected boolean isUserLocked(UserEntity user) {
        return false;
    }

    @Override
    protected void lockUser(UserEntity user) {
        // The address waits, the account does not.
    }

    private static Optional<String> address() {
        return Optional.ofNullable(RequestContextHolder.getRequestAttributes())
                .map(request ->
                        ((ServletRequestAttributes) request).getRequest().getRemoteAddr());
    }
}
