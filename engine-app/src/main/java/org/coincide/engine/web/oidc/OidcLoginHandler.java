package org.coincide.engine.web.oidc;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.authorization.Groups;
import org.coincide.engine.people.FederatedUser;
import org.coincide.engine.people.FederatedUserException;
import org.coincide.engine.people.FederatedUsers;
import org.coincide.engine.web.session.OperatorSessions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/**
 * Ends a login at the provider: starts the session that the operators' pages share with Camunda's web applications, or goes back to the
 * login form with the reason of the refusal.
 */
final class OidcLoginHandler implements AuthenticationSuccessHandler, AuthenticationFailureHandler {

    /** The logger of failed logins with a password, too. */
    private static final Logger SECURITY = LoggerFactory.getLogger("coincide.security");

    private static final String OPERATIONS = "/operations/";
    private static final String TASKLIST = "/camunda/app/tasklist/default/";

    private final FederatedUsers users;
    private final ProcessEngine engine;
    private final OidcProperties properties;

    OidcLoginHandler(FederatedUsers users, ProcessEngine engine, OidcProperties properties) {
        this.users = users;
        this.engine = engine;
        this.properties = properties;
    }

    @Override
    public void onAuthenticationSuccess(
            HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        FederatedUser user = user(authentication.getName(), (OidcUser) authentication.getPrincipal());
        Set<String> groups;
        try {
            groups = update(user);
        } catch (FederatedUserException refused) {
            SECURITY.warn("Login at {} refused: {}", user.issuer(), refused.getMessage());
            refuse(response, OidcRefusal.NAME);
            return;
        }
        if (groups.isEmpty()) {
            SECURITY.warn("Login of {} at {} refused: no group of this server", user.name(), user.issuer());
            refuse(response, OidcRefusal.GROUPS);
            return;
        }
        OperatorSessions.logIn(request, user.name(), engine);
        response.sendRedirect(groups.contains(Groups.CAMUNDA_ADMIN) ? OPERATIONS : TASKLIST);
    }

    /** Tries once more if another login of the same user was first, such as that of a second window. */
    private Set<String> update(FederatedUser user) {
        try {
            return users.update(user);
        } catch (ProcessEngineException | DataAccessException concurrent) {
            return users.update(user);
        }
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
            throws IOException {
        // Anybody can begin a login while the provider is unreachable: one line for each, without the stack trace.
        SECURITY.warn(
                "Login at an identity provider failed: {}. Cause: {}",
                failure.getMessage(),
                NestedExceptionUtils.getMostSpecificCause(failure).toString());
        SECURITY.debug("Login at an identity provider failed.", failure);
        refuse(response, refusal(failure));
    }

    static void refuse(HttpServletResponse response, OidcRefusal refusal) throws IOException {
        response.sendRedirect(OPERATIONS + "?login=" + refusal.code());
    }

    private static OidcRefusal refusal(AuthenticationException failure) {
        String code = failure instanceof OAuth2AuthenticationException oauth
                ? oauth.getError().getErrorCode()
                : "";
        return switch (code) {
            case OAuth2ErrorCodes.ACCESS_DENIED -> OidcRefusal.DENIED;
            case "authorization_request_not_found", "invalid_state_parameter", "invalid_nonce" -> OidcRefusal.EXPIRED;
            default -> OidcRefusal.PROVIDER;
        };
    }

    private FederatedUser user(String name, OidcUser claims) {
        return new FederatedUser(
                claims.getIssuer().toString(),
                claims.getSubject(),
                name,
                Objects.requireNonNullElse(claims.getGivenName(), name),
                Objects.requireNonNullElse(claims.getFamilyName(), ""),
                claims.getEmail(),
                groups(claims.getClaim(properties.groupsClaim())));
    }

    /** The claim is a list, or one text; anything else names no group. */
    private List<String> groups(Object claim) {
        Stream<?> values = claim instanceof Collection<?> list ? list.stream() : Stream.ofNullable(claim);
        return values.filter(String.class::isInstance)
                .map(String.class::cast)
                // The provider's word for operators is the only way to Camunda's administrators.
                .filter(value -> value.equals(properties.operators()) || !value.equals(Groups.CAMUNDA_ADMIN))
                .map(value -> value.equals(properties.operators()) ? Groups.CAMUNDA_ADMIN : value)
                .distinct()
                .toList();
    }
}
