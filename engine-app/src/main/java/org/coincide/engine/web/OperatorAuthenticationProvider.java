package org.coincide.engine.web;

import java.util.List;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.authorization.Groups;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.stereotype.Component;

/** Authenticates operators: Camunda users in the group of administrators. */
@Component
class OperatorAuthenticationProvider implements AuthenticationProvider {

    static final String OPERATOR = "OPERATOR";

    private final ObjectProvider<IdentityService> identities;

    OperatorAuthenticationProvider(ObjectProvider<IdentityService> identities) {
        this.identities = identities;
    }

    @Override
    public Authentication authenticate(Authentication presented) {
        String name = presented.getName();
        if (!isOperator(name, (String) presented.getCredentials())) {
            throw new BadCredentialsException("Unknown operator or wrong password");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                name, null, AuthorityUtils.createAuthorityList("ROLE_" + OPERATOR));
    }

    @Override
    public boolean supports(Class<?> kind) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(kind);
    }

    private boolean isOperator(String name, String password) {
        return identities.getObject().checkPassword(name, password) && isAdministrator(name);
    }

    private boolean isAdministrator(String name) {
        return groupsOf(identities.getObject(), name).contains(Groups.CAMUNDA_ADMIN);
    }

    static List<String> groupsOf(IdentityService identities, String name) {
        return identities.createGroupQuery().groupMember(name).list().stream()
                .map(group -> group.getId())
                .toList();
    }
}
