package org.coincide.engine.web;

import org.coincide.engine.web.oidc.ConditionalOnProvider;
import org.coincide.engine.web.oidc.OidcLogin;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.preauth.AbstractPreAuthenticatedProcessingFilter;

/** The filter chain of the login at an identity provider. */
@ConditionalOnProvider
@Configuration(proxyBeanMethods = false)
class OidcSecurityConfiguration {

    /** Limits the logins of an address, because each return calls the provider. */
    @Bean
    @Order(1)
    SecurityFilterChain oidcLogins(HttpSecurity http, OidcLogin login, FilterChainParts parts) throws Exception {
        PathPrefixMatcher begin = new PathPrefixMatcher(OidcLogin.BEGIN);
        PathPrefixMatcher back = new PathPrefixMatcher(OidcLogin.RETURN);
        return FilterChainParts.stateless(
                        http.securityMatcher(request -> begin.matches(request) || back.matches(request)))
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .oauth2Login(login::configure)
                .exceptionHandling(refusals -> refusals.authenticationEntryPoint(login.notBegun()))
                .addFilterBefore(parts.concurrentWithoutLogin(), AbstractPreAuthenticatedProcessingFilter.class)
                .build();
    }
}
