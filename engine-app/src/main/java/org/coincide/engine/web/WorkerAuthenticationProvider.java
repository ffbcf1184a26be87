package org.coincide.engine.web;

import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ConstantTimePasswordEncoder;
import org.coincide.engine.workers.WorkerRequests;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Authenticates the workers of external tasks. */
@Component
class WorkerAuthenticationProvider implements AuthenticationProvider {

    static final String WORKER = "WORKER";

    private final WorkerRequests workers;
    private final AccountSecrets secrets;
    private final PasswordEncoder encoder = new ConstantTimePasswordEncoder();

    WorkerAuthenticationProvider(WorkerRequests workers, AccountSecrets secrets) {
        this.workers = workers;
        this.secrets = secrets;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        if (!workers.isWorker(presented.getName())
                || !encoder.matches(
                        String.valueOf(presented.getCredentials()),
                        encoder.encode(secrets.ofWorker(presented.getName())))) {
            throw new BadCredentialsException("Unknown worker, or wrong password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                presented.getName(), null, AuthorityUtils.createAuthorityList("ROLE_" + WORKER));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
