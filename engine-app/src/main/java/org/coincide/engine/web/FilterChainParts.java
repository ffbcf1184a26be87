package org.coincide.engine.web;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.coincide.engine.web.login.LoginThrottle;
import org.coincide.engine.web.login.ThrottledAuthenticationProvider;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AuthenticationEventPublisher;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.ProviderManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.ExceptionHandlingConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/** The parts that several of the filter chains of {@link SecurityConfiguration} share. */
@Component
class FilterChainParts {

    /** Requests that another site triggered: browsers add stored HTTP Basic credentials to them. */
    static final RequestMatcher CROSS_SITE =
            request -> List.of("cross-site", "same-site").contains(String.valueOf(request.getHeader("Sec-Fetch-Site")));

    private final SecurityProblemHandler problems;
    private final AuthenticationEventPublisher events;
    private final LoginThrottle throttle;
    private final InputProperties limits;
    private final Clock clock;
    private final Filter concurrentWithLogin;
    private final Filter concurrentWithoutLogin;

    FilterChainParts(
            SecurityProblemHandler problems,
            AuthenticationEventPublisher events,
            LoginThrottle throttle,
            InputProperties limits,
            Clock clock) {
        this.problems = problems;
        this.events = events;
        this.throttle = throttle;
        this.limits = limits;
        this.clock = clock;
        this.concurrentWithLogin = concurrencyLimit(FilterChainParts::login);
        this.concurrentWithoutLogin = concurrencyLimit(HttpServletRequest::getRemoteAddr);
    }

    /** Authenticates each request by HTTP Basic, requires the role, and limits the requests of an account at once. */
    HttpSecurity basic(HttpSecurity http, AuthenticationProvider provider, String role) throws Exception {
        ProviderManager manager = new ProviderManager(provider);
        manager.setAuthenticationEventPublisher(events);
        return stateless(http)
                .authenticationManager(manager)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .authorizeHttpRequests(requests -> requests.requestMatchers(CROSS_SITE)
                        .denyAll()
                        .anyRequest()
                        .hasRole(role))
                .exceptionHandling(
                        refusals -> refusals.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .addFilterAfter(concurrentWithLogin, AuthorizationFilter.class);
    }

    AuthenticationProvider throttled(AuthenticationProvider systems) {
        return new ThrottledAuthenticationProvider(systems, throttle);
    }

    /** Lets everybody read by GET and HEAD, limits the requests of an address at once, and denies all else. */
    HttpSecurity readable(HttpSecurity http) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.requestMatchers(HttpMethod.GET)
                        .permitAll()
                        .requestMatchers(HttpMethod.HEAD)
                        .permitAll()
                        .anyRequest()
                        .denyAll())
                .exceptionHandling(this::hide)
                .addFilterAfter(concurrentWithoutLogin, AuthorizationFilter.class);
    }

    HttpSecurity denied(HttpSecurity http) throws Exception {
        return stateless(http)
                .authorizeHttpRequests(requests -> requests.anyRequest().denyAll())
                .exceptionHandling(this::hide);
    }

    /** Answers a denied request without asking for a login. */
    void hide(ExceptionHandlingConfigurer<HttpSecurity> refusals) {
        refusals.authenticationEntryPoint(problems.denied()).accessDeniedHandler(problems);
    }

    /** Returns the limit of the requests without a login that are processed at once, by address, for all paths together. */
    Filter concurrentWithoutLogin() {
        return concurrentWithoutLogin;
    }

    /** Returns a new limit of the requests that are processed at once, by the subject of each. */
    Filter concurrencyLimit(Function<HttpServletRequest, String> subject) {
        return new ConcurrentRequestFilter(subject, limits.concurrentRequests(), problems);
    }

    /** Returns a new limit of the requests per second, by the subject of each. */
    Filter rateLimit(Function<HttpServletRequest, String> subject) {
        return new RequestRateFilter(subject, limits.requestsPerSecond(), clock, problems);
    }

    /** Returns the authenticated subject of a request. */
    static String login(HttpServletRequest request) {
        return request.getUserPrincipal().getName();
    }

    static HttpSecurity stateless(HttpSecurity http) throws Exception {
        return http.csrf(AbstractHttpConfigurer::disable)
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .headers(headers -> headers.contentSecurityPolicy(
                        policy -> policy.policyDirectives("default-src 'none'; frame-ancestors 'none'")));
    }
}
