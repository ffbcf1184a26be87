package org.coincide.engine.web.oidc;

import org.camunda.bpm.engine.ProcessEngine;
import org.coincide.engine.people.FederatedUsers;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;

/** The login at a provider, if the settings name one. */
@ConditionalOnProvider
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class OidcConfiguration {

    @Bean
    ProviderRegistrations providerRegistrations(OAuth2ClientProperties properties) {
        return new ProviderRegistrations(properties);
    }

    /** Takes the place of Spring Security's own decoders, which wait for a provider without a limit. */
    @Bean
    JwtDecoderFactory<ClientRegistration> idTokenDecoders(OidcProperties properties) {
        return new ProviderCalls(properties.timeout()).idTokens();
    }

    @Bean
    OidcLogin oidcLogin(
            ProviderRegistrations registrations,
            FederatedUsers users,
            ProcessEngine engine,
            OidcProperties properties) {
        return new OidcLogin(registrations, new OidcLoginHandler(users, engine, properties), properties);
    }
}
