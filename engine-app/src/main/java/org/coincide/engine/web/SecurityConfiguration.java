package org.coincide.engine.web;

import static org.coincide.engine.web.ClientAuthenticationProvider.CLIENT;
import static org.coincide.engine.web.OperatorAuthenticationProvider.OPERATOR;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngine;
import org.coincide.engine.sandbox.EngineProperties;
import org.coincide.engine.web.login.PasswordChecks;
import org.coincide.engine.web.session.OperatorSessionFilter;
import org.coincide.engine.workers.WorkerRequests;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.authentication.session.NullAuthenticatedSessionStrategy;
import org.springframework.security.web.authentication.www.BasicAuthenticationConverter;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.HttpSessionCsrfTokenRepository;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The filter chains by path. The first chain whose path matches applies; requests that match no chain are denied. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

    private static final Set<String> READ_ONLY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    private static final String PAGE_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none';"
                    + " form-action 'none'; frame-ancestors 'none'";

    private final FilterChainParts parts;
    private final SecurityProblemHandler problems;
    private final QueryLimitFilter queryLimit;
    private final DeploymentRefusalFilter deploymentRefusal;

    SecurityConfiguration(FilterChainParts parts, SecurityProblemHandler problems, EngineProperties engine) {
        this.parts = parts;
        this.problems = problems;
        this.queryLimit = new QueryLimitFilter(engine.queryLimit());
        this.deploymentRefusal = new DeploymentRefusalFilter(problems);
    }

    /** Static, because the engine needs it before this configuration. */
    @Bean
    static PasswordChecks passwordChecks(InputProperties limits) {
        return new PasswordChecks(limits.passwordChecks(), limits.passwordWait());
    }

    /** Denies Camunda's setup page, which would create an administrator for the first visitor. */
    @Bean
    @Order(1)
    SecurityFilterChain camundaSetup(HttpSecurity http) throws Exception {
        return parts.denied(http.securityMatcher(new CamundaSetupMatcher())).build();
    }

    /** The login of the operators' pages, and the providers that its form offers. The passwords are checked, and throttled, as at Camunda's login. */
    @Bean
    @Order(1)
    SecurityFilterChain operatorLogin(HttpSecurity http) throws Exception {
        RequestMatcher session = new PathPrefixMatcher("/api/operations/session");
        RequestMatcher providers = new PathPrefixMatcher("/api/operations/login");
        return FilterChainParts.stateless(http.securityMatcher(
                        request -> request.getMethod().equals(HttpMethod.POST.name()) && session.matches(request)
                                || providers.matches(request)))
                .authorizeHttpRequests(requests -> requests.requestMatchers(FilterChainParts.CROSS_SITE)
                        .denyAll()
                        .anyRequest()
                        .permitAll())
                .exceptionHandling(parts::hide)
                .addFilterAfter(parts.concurrentWithoutLogin(), AuthorizationFilter.class)
                .build();
    }

    /** The files of the operators' pages, which contain no data and need no login. */
    @Bean
    @Order(1)
    SecurityFilterChain operatorPages(HttpSecurity http) throws Exception {
        return parts.readable(http.securityMatcher(new PathPrefixMatcher(OperatorPagesConfiguration.PATH)))
                .headers(headers -> headers.contentSecurityPolicy(policy -> policy.policyDirectives(PAGE_POLICY))
                        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** The operators' API of the server, beside the engine's REST API: for programs by HTTP Basic, for pages by Cockpit's session. */
    @Bean
    @Order(2)
    SecurityFilterChain operations(
            HttpSecurity http,
            OperatorAuthenticationProvider operators,
            ProcessEngine engine,
            IdentityService identities)
            throws Exception {
        var session = new OperatorSessionFilter(engine, OPERATOR);
        return parts.basic(http.securityMatcher(new PathPrefixMatcher("/api/operations")), operators, OPERATOR)
                // Each request is a login to Spring Security. A new session id and a new token after each would
                // invalidate
                // those of a concurrent request. The login of the pages itself starts a new session.
                .sessionManagement(sessions -> sessions.sessionFixation(fixation -> fixation.none()))
                .csrf(csrf -> csrf.csrfTokenRepository(new HttpSessionCsrfTokenRepository())
                        .sessionAuthenticationStrategy(new NullAuthenticatedSessionStrategy())
                        .requireCsrfProtectionMatcher(
                                request -> !READ_ONLY.contains(request.getMethod()) && session.applies(request)))
                .addFilterBefore(session, BasicAuthenticationFilter.class)
                .addFilterAfter(new EngineAuthenticationFilter(identities), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(3)
    SecurityFilterChain carrier(HttpSecurity http, PartnerAuthenticationProvider partners) throws Exception {
        return parts.basic(
                        http.securityMatcher(new PathPrefixMatcher("/api/carrier")),
                        parts.throttled(partners),
                        PartnerAuthenticationProvider.CARRIER)
                .build();
    }

    @Bean
    @Order(4)
    SecurityFilterChain bank(HttpSecurity http, PartnerAuthenticationProvider partners) throws Exception {
        return parts.basic(
                        http.securityMatcher(new PathPrefixMatcher("/api/bank")),
                        parts.throttled(partners),
                        PartnerAuthenticationProvider.BANK)
                .build();
    }

    @Bean
    @Order(5)
    SecurityFilterChain provider(HttpSecurity http, PartnerAuthenticationProvider partners) throws Exception {
        return parts.basic(
                        http.securityMatcher(new PathPrefixMatcher("/api/provider")),
                        parts.throttled(partners),
                        PartnerAuthenticationProvider.PROVIDER)
                .build();
    }

    @Bean
    @Order(6)
    SecurityFilterChain api(HttpSecurity http, ClientAuthenticationProvider clients) throws Exception {
        return parts.basic(http.securityMatcher(new PathPrefixMatcher("/api")), parts.throttled(clients), CLIENT)
                .addFilterAfter(parts.rateLimit(FilterChainParts::login), AuthorizationFilter.class)
                .build();
    }

    /** The workers of external tasks, who may use a part of the engine's REST API. */
    @Bean
    @Order(7)
    SecurityFilterChain workers(
            HttpSecurity http, WorkerAuthenticationProvider workers, WorkerRequests requests, ObjectMapper json)
            throws Exception {
        RequestMatcher tasks = new PathPrefixMatcher(WorkerFilter.PATH);
        return parts.basic(
                        http.securityMatcher(
                                request -> tasks.matches(request) && requests.isWorker(presented(request))),
                        parts.throttled(workers),
                        WorkerAuthenticationProvider.WORKER)
                .addFilterAfter(new WorkerFilter(requests, problems, json), AuthorizationFilter.class)
                .build();
    }

    /** The user name of a request with HTTP Basic credentials, which may be wrong; empty if there are none. */
    private static String presented(HttpServletRequest request) {
        try {
            var credentials = new BasicAuthenticationConverter().convert(request);
            return credentials == null ? "" : credentials.getName();
        } catch (AuthenticationException malformed) {
            return "";
        }
    }

    @Bean
    @Order(8)
    SecurityFilterChain engineRest(
            HttpSecurity http, OperatorAuthenticationProvider operators, IdentityService identities) throws Exception {
        return parts.basic(http.securityMatcher(new PathPrefixMatcher("/engine-rest")), operators, OPERATOR)
                .addFilterAfter(new EngineAuthenticationFilter(identities), AuthorizationFilter.class)
                .addFilterAfter(queryLimit, AuthorizationFilter.class)
                .addFilterAfter(deploymentRefusal, AuthorizationFilter.class)
                .build();
    }

    /** Camunda's web applications, which have their own login, session and CSRF token; Spring adds missing headers. */
    @Bean
    @Order(9)
    SecurityFilterChain camunda(HttpSecurity http) throws Exception {
        return http.securityMatcher(new PathPrefixMatcher("/camunda"))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterAfter(parts.concurrentWithoutLogin(), AuthorizationFilter.class)
                .addFilterAfter(queryLimit, AuthorizationFilter.class)
                .addFilterAfter(deploymentRefusal, AuthorizationFilter.class)
                .csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.disable())
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.cacheControl(cache -> cache.disable())
                        .frameOptions(HeadersConfigurer.FrameOptionsConfig::sameOrigin)
                        .contentTypeOptions(options -> options.disable())
                        .xssProtection(xss -> xss.disable())
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.SAME_ORIGIN)))
                .build();
    }

    /** Webhooks of adapters need no login: each adapter verifies the signatures of its partner. */
    @Bean
    @Order(10)
    SecurityFilterChain webhooks(HttpSecurity http) throws Exception {
        return FilterChainParts.stateless(http.securityMatcher(new PathPrefixMatcher("/hooks")))
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.POST)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(parts::hide)
                .addFilterAfter(parts.rateLimit(request -> "webhooks"), AuthorizationFilter.class)
                .build();
    }

    /** The server's public keys are not secret, and clients read them before they have a login. */
    @Bean
    @Order(11)
    SecurityFilterChain publicKeys(HttpSecurity http) throws Exception {
        return parts.readable(http.securityMatcher(new PathPrefixMatcher("/.well-known/jwks.json")))
                .addFilterAfter(parts.rateLimit(request -> "public keys"), AuthorizationFilter.class)
                .build();
    }

    /**
     * The management endpoints, open to everybody who reaches their port, which is bound to loopback by default. Monitoring has one
     * address, so its limit is by endpoint: many readers of the metrics do not hinder the probes of health.
     */
    @Bean
    @Order(12)
    SecurityFilterChain actuator(HttpSecurity http) throws Exception {
        return FilterChainParts.stateless(http.securityMatcher(EndpointRequest.toAnyEndpoint()))
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .addFilterAfter(parts.concurrencyLimit(PathPrefixMatcher::pathOf), AuthorizationFilter.class)
                .build();
    }

    @Bean
    @Order(13)
    SecurityFilterChain everythingElse(HttpSecurity http) throws Exception {
        return FilterChainParts.stateless(http)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR)
                        .permitAll()
                        .requestMatchers(
                                request -> PathPrefixMatcher.pathOf(request).equals("/"))
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(parts::hide)
                .build();
    }
}
