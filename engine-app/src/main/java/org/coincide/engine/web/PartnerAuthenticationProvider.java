package org.coincide.engine.web;

import java.util.List;
import java.util.Map;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ConstantTimePasswordEncoder;
import org.coincide.engine.accounts.Credentials;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * Authenticates the connected systems carrier, bank and payment provider, each with its own role.
 */
@Component
class PartnerAuthenticationProvider implements AuthenticationProvider {

    static final String CARRIER = "CARRIER";
    static final String BANK = "BANK";
    static final String PROVIDER = "PROVIDER";

    private final Map<String, Credentials> partners;
    private final PasswordEncoder encoder = new ConstantTimePasswordEncoder();

    PartnerAuthenticationProvider(AccountSecrets secrets) {
        this.partners = Map.of(CARRIER, secrets.carrier(), BANK, secrets.bank(), PROVIDER, secrets.provider());
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        List<String> roles = partners.entrySet().stream()
                .filter(partner -> isOf(presented, partner.getValue()))
                .map(partner -> "ROLE_" + partner.getKey())
                .toList();
        if (roles.isEmpty()) {
            throw new BadCredentialsException("Unknown carrier, bank or provider, or wrong password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                presented.getName(), null, AuthorityUtils.createAuthorityList(roles));
    }

    private boolean isOf(Authentication presented, Credentials login) {
        return presented.getName().equals(login.name())
                && encoder.matches(String.valueOf(presented.getCredentials()), encoder.encode(login.password()));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }
}
