package org.coincide.engine.web.oidc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.client.OAuth2LoginConfigurer;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.web.AuthenticationEntryPoint;

/** The login by OpenID Connect: authorization code with PKCE, state and nonce. */
public final class OidcLogin {

    /** Path below which a login begins. */
    public static final String BEGIN = "/oauth2/authorization";

    /** Path below which the provider sends the user back. */
    public static final String RETURN = "/login/oauth2/code";

    private final ProviderRegistrations registrations;
    private final OidcLoginHandler handler;
    private final OidcProperties properties;

    OidcLogin(ProviderRegistrations registrations, OidcLoginHandler handler, OidcProperties properties) {
        this.registrations = registrations;
        this.handler = handler;
        this.properties = properties;
    }

    /** Adds the login to a filter chain. */
    public void configure(OAuth2LoginConfigurer<HttpSecurity> login) {
        ProviderCalls calls = new ProviderCalls(properties.timeout());
        login.clientRegistrationRepository(registrations)
                .authorizedClientRepository(new DiscardedTokens())
                .authorizationEndpoint(begin -> begin.authorizationRequestResolver(new Resolver())
                        .authorizationRequestRepository(new AuthorizationRequestCookie(properties.loginTime())))
                .tokenEndpoint(token -> token.accessTokenResponseClient(calls.tokens()))
                .userInfoEndpoint(information -> information.oidcUserService(calls.users()))
                .successHandler(handler)
                .failureHandler(handler);
    }

    /** Goes back to the login form: the provider is unknown, or away. */
    public AuthenticationEntryPoint notBegun() {
        return (request, response, failure) -> OidcLoginHandler.refuse(response, OidcRefusal.PROVIDER);
    }

    /** Returns the display names of the providers by registration id, with which the path of a login ends. */
    public Map<String, String> names() {
        return registrations.names();
    }

    /** Begins no login while the provider is away. */
    private final class Resolver implements OAuth2AuthorizationRequestResolver {

        private final DefaultOAuth2AuthorizationRequestResolver requests;

        Resolver() {
            requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, BEGIN);
            requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request) {
            String path = request.getServletPath();
            return path.startsWith(BEGIN + "/") && isAvailable(path.substring(BEGIN.length() + 1))
                    ? requests.resolve(request)
                    : null;
        }

        @Override
        public OAuth2AuthorizationRequest resolve(HttpServletRequest request, String registration) {
            return isAvailable(registration) ? requests.resolve(request, registration) : null;
        }

        private boolean isAvailable(String registration) {
            return registrations.findByRegistrationId(registration) != null;
        }
    }
}
