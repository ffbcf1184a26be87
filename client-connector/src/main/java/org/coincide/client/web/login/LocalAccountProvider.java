package org.coincide.client.web.login;

import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/** Checks user and password of the local account, as often as the throttle permits. */
final class LocalAccountProvider implements AuthenticationProvider {

    private final LocalAccount account;
    private final LoginThrottle throttle;

    LocalAccountProvider(LocalAccount account, LoginThrottle throttle) {
        this.account = account;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        var address = ((WebAuthenticationDetails) presented.getDetails()).getRemoteAddress();
        var wait = throttle.waitOf(address);
        if (!wait.isZero()) {
            throw new LoginThrottledException(wait);
        }
        if (!account.matches(presented.getName(), String.valueOf(presented.getCredentials()))) {
            wait = throttle.failed(address);
            throw wait.isZero()
                    ? new BadCredentialsException("User or password is wrong.")
                    : new LoginThrottledException(wait);
        }
        throttle.succeeded(address);
        return UsernamePasswordAuthenticationToken.authenticated(account.user(), null, List.of());
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
