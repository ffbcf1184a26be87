package org.coincide.engine.web.login;

import java.time.Duration;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.WebAuthenticationDetails;

/**
 * Throttles the logins of systems. Their secrets are random, so the right one is always accepted; an address with too many wrong
 * ones is answered 429 and not logged any more.
 */
public final class ThrottledAuthenticationProvider implements AuthenticationProvider {

    private final AuthenticationProvider provider;
    private final LoginThrottle throttle;

    public ThrottledAuthenticationProvider(AuthenticationProvider provider, LoginThrottle throttle) {
        this.provider = provider;
        this.throttle = throttle;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        try {
            return provider.authenticate(presented);
        } catch (DisabledException rightSecret) {
            throw rightSecret;
        } catch (AuthenticationException wrong) {
            Duration wait = throttle.failed(AccountKind.SYSTEM, addressOf(presented));
            throw wait.isZero() ? wrong : new LoginThrottledException(wait);
        }
    }

    @Override
    public boolean supports(Class<?> kind) {
        return provider.supports(kind);
    }

    /** Returns the address of the request with these credentials. */
    public static String addressOf(Authentication presented) {
        return ((WebAuthenticationDetails) presented.getDetails()).getRemoteAddress();
    }
}
