package org.coincide.client.web.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import org.coincide.client.web.login.LoginProperties.Mode;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.http.MediaType;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The ways to log in, for the login page, and the session of a person, for the client's page. */
@RestController
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class LoginResource {

    private final LoginProperties properties;
    private final OAuth2ClientProperties providers;

    LoginResource(LoginProperties properties, OAuth2ClientProperties providers) {
        this.properties = properties;
        this.providers = providers;
    }

    @GetMapping(path = "/login/methods", produces = MediaType.APPLICATION_JSON_VALUE)
    Methods methods() {
        return new Methods(
                properties.mode() == Mode.LOCAL,
                properties.mode() == Mode.OIDC
                        ? providers.getRegistration().entrySet().stream()
                                .map(provider -> new Provider(
                                        Optional.ofNullable(provider.getValue().getClientName())
                                                .orElse(provider.getKey()),
                                        "/oauth2/authorization/" + provider.getKey()))
                                .toList()
                        : List.of());
    }

    @GetMapping(path = "/api/session", produces = MediaType.APPLICATION_JSON_VALUE)
    SessionView session(HttpServletRequest request, Authentication user) {
        boolean hasSession = user != null && request.getSession(false) != null;
        return new SessionView(
                user == null ? null : name(user),
                hasSession ? ((CsrfToken) request.getAttribute(CsrfToken.class.getName())).getToken() : null);
    }

    private static String name(Authentication user) {
        return user.getPrincipal() instanceof OidcUser person && person.getPreferredUsername() != null
                ? person.getPreferredUsername()
                : user.getName();
    }

    /**
     * The ways to log in.
     *
     * @param form whether the page asks for user and password
     */
    record Methods(boolean form, List<Provider> providers) {}

    /** A provider, and the address at which a login there begins. */
    record Provider(String name, String address) {}

    /**
     * The session of a person.
     *
     * @param user name of the person; absent if there is no login
     * @param token value of the header X-CSRF-TOKEN for requests that change something; absent without a session
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record SessionView(String user, String token) {}
}
