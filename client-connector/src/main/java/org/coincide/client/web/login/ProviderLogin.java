package org.coincide.client.web.login;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientPropertiesMapper;
import org.springframework.boot.autoconfigure.web.ServerProperties;
import org.springframework.http.client.SimpleClientHttpRequestFactory;
import org.springframework.http.converter.FormHttpMessageConverter;
import org.springframework.security.config.ObjectPostProcessor;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.http.OAuth2ErrorResponseErrorHandler;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.oidc.web.logout.OidcClientInitiatedLogoutSuccessHandler;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.security.oauth2.client.userinfo.DefaultOAuth2UserService;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestRedirectFilter;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.http.converter.OAuth2AccessTokenResponseHttpMessageConverter;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestTemplate;

/**
 * The login at the OpenID Connect provider of Spring Boot's settings. The provider is asked for its addresses at the first login, so that
 * this client starts, and receives messages, while the provider is unreachable.
 */
@Component
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "coincide.web.login.mode", havingValue = "oidc")
class ProviderLogin {

    private static final String BEGIN = "/oauth2/authorization";

    private final LoginProperties properties;
    private final OAuth2ClientProperties providers;
    private final Map<String, ClientRegistration> known = new ConcurrentHashMap<>();
    private final ClientRegistrationRepository registrations;
    private final PendingLogins pending;

    ProviderLogin(LoginProperties properties, OAuth2ClientProperties providers, ServerProperties server, Clock clock) {
        this.properties = properties;
        this.providers = providers;
        this.registrations = id -> known.computeIfAbsent(id, this::registration);
        this.pending = new PendingLogins(properties, server.getServlet().getSession(), clock);
    }

    /** Reads the provider's addresses, which are needed once. */
    private ClientRegistration registration(String id) {
        if (!providers.getRegistration().containsKey(id)) {
            return null;
        }
        var one = new OAuth2ClientProperties();
        one.getProvider().putAll(providers.getProvider());
        one.getRegistration().put(id, providers.getRegistration().get(id));
        return new OAuth2ClientPropertiesMapper(one).asClientRegistrations().get(id);
    }

    void configure(HttpSecurity http, LoginResultHandler results) throws Exception {
        var requests = new DefaultOAuth2AuthorizationRequestResolver(registrations, BEGIN);
        requests.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
        http.oauth2Login(login -> login.loginPage(LoginConfiguration.PAGE)
                        .clientRegistrationRepository(registrations)
                        .authorizedClientRepository(new NoAuthorizedClients())
                        .authorizationEndpoint(endpoint ->
                                endpoint.authorizationRequestResolver(requests).authorizationRequestRepository(pending))
                        .tokenEndpoint(endpoint -> endpoint.accessTokenResponseClient(tokens()))
                        .userInfoEndpoint(
                                endpoint -> endpoint.oidcUserService(new GroupUserService(users(), properties))
                                        .userService(request -> {
                                            throw new OAuth2AuthenticationException("openid_missing");
                                        }))
                        .successHandler(results)
                        .failureHandler(results)
                        .withObjectPostProcessor(failuresOfRedirection(results)))
                .logout(logout -> logout.logoutSuccessHandler(endAtProvider()));
    }

    /** Ends the session at the provider as well, if the provider has an address for it. */
    private OidcClientInitiatedLogoutSuccessHandler endAtProvider() {
        var handler = LoginConfiguration.afterLogout(new OidcClientInitiatedLogoutSuccessHandler(registrations));
        handler.setPostLogoutRedirectUri("{baseUrl}" + LoginConfiguration.PAGE);
        return handler;
    }

    private static ObjectPostProcessor<OAuth2AuthorizationRequestRedirectFilter> failuresOfRedirection(
            LoginResultHandler results) {
        return new ObjectPostProcessor<>() {
            @Override
            public <O extends OAuth2AuthorizationRequestRedirectFilter> O postProcess(O filter) {
                filter.setAuthenticationFailureHandler(results);
                return filter;
            }
        };
    }

    private RestClientAuthorizationCodeTokenResponseClient tokens() {
        var client = new RestClientAuthorizationCodeTokenResponseClient();
        client.setRestClient(RestClient.builder()
                .requestFactory(limited(properties.timeout()))
                .messageConverters(converters -> {
                    converters.clear();
                    converters.add(new FormHttpMessageConverter());
                    converters.add(new OAuth2AccessTokenResponseHttpMessageConverter());
                })
                .defaultStatusHandler(new OAuth2ErrorResponseErrorHandler())
                .build());
        return client;
    }

    private OidcUserService users() {
        var rest = new RestTemplate(limited(properties.timeout()));
        rest.setErrorHandler(new OAuth2ErrorResponseErrorHandler());
        var information = new DefaultOAuth2UserService();
        information.setRestOperations(rest);
        var users = new OidcUserService();
        users.setOauth2UserService(information);
        return users;
    }

    private static SimpleClientHttpRequestFactory limited(Duration timeout) {
        var requests = new SimpleClientHttpRequestFactory();
        requests.setConnectTimeout(timeout);
        requests.setReadTimeout(timeout);
        return requests;
    }
}
