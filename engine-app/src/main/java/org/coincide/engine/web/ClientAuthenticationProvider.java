package org.coincide.engine.web;

import java.time.Clock;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.ClientAccounts.Login;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.DisabledException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Authenticates clients over HTTP, by the same id and secret as at the broker. */
@Component
class ClientAuthenticationProvider implements AuthenticationProvider {

    static final String CLIENT = "CLIENT";

    private final ClientAccounts clients;
    private final Clock clock;

    ClientAuthenticationProvider(ClientAccounts clients, Clock clock) {
        this.clients = clients;
        this.clock = clock;
    }

    /** The secret is checked first: a disabled client learns its state, and others do not learn which clients there are. */
    @Override
    public Authentication authenticate(Authentication presented) {
        Login login = clients.login(presented.getName(), String.valueOf(presented.getCredentials()), clock.instant())
                .orElseThrow(() -> new BadCredentialsException("Unknown client, or wrong secret"));
        if (!login.client().isEnabled()) {
            throw new DisabledException("The client is disabled");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                presented.getName(), null, AuthorityUtils.createAuthorityList("ROLE_" + CLIENT));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
