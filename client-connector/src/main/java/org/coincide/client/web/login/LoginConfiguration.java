package org.coincide.client.web.login;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.settings.DataDirectoryProperties;
import org.coincide.client.web.ApiExceptionHandler;
import org.coincide.client.web.login.LoginProperties.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.converter.json.Jackson2ObjectMapperBuilder;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.web.RedirectStrategy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.logout.SimpleUrlLogoutSuccessHandler;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.security.web.session.HttpSessionEventPublisher;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The rules of access to the page and the API. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@EnableConfigurationProperties(OAuth2ClientProperties.class)
class LoginConfiguration implements WebMvcConfigurer {

    static final String PAGE = "/login";

    private static final Logger LOG = LoggerFactory.getLogger(LoginConfiguration.class);
    private static final Set<String> READ_ONLY = Set.of("GET", "HEAD", "OPTIONS", "TRACE");

    /** The login page, and what it loads. None of it contains data of the client. */
    private static final String[] OF_LOGIN_PAGE = {
        PAGE, "/login.html", "/login.js", "/login/methods", "/page.css", "/texts.js", "/texts/*.json", "/icon.svg"
    };

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addViewController(PAGE).setViewName("forward:/login.html");
    }

    @Bean
    IdTokenDecoders idTokenDecoders(LoginProperties login) {
        return new IdTokenDecoders(login.timeout());
    }

    /** Has the end of a session published, at which its change streams end. */
    @Bean
    HttpSessionEventPublisher sessionEvents() {
        return new HttpSessionEventPublisher();
    }

    /** The management endpoints have a port of their own, which nobody but the monitoring system may reach. */
    @Bean
    @Order(1)
    SecurityFilterChain management(HttpSecurity http, ServletContext application) throws Exception {
        return open(http.securityMatcher(request -> request.getServletContext() != application));
    }

    @Bean
    @Order(2)
    SecurityFilterChain pageAndApi(
            HttpSecurity http,
            LoginProperties login,
            ClientProperties client,
            DataDirectoryProperties directory,
            ApiExceptionHandler problems,
            Clock clock,
            Optional<ProviderLogin> provider)
            throws Exception {
        if (login.mode() == Mode.NONE) {
            LOG.warn(
                    "The login is off (coincide.web.login.mode=none): everybody who can reach this client's port can read the"
                            + " ledger and place orders. Set local or oidc.");
            return open(http);
        }
        var file = new LoginFile(directory.dataDirectory(), client.id());
        var account = file.readOrCreate(login.user());
        LOG.info("The page and the API need a login: user and password are in {}.", file);
        var refusals = new LoginEntryPoint(problems);
        var results = new LoginResultHandler();
        bare(http)
                .authenticationProvider(new LocalAccountProvider(account, new LoginThrottle(login, clock)))
                .httpBasic(basic -> basic.authenticationEntryPoint(refusals))
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
                .csrf(csrf -> csrf.requireCsrfProtectionMatcher(LoginConfiguration::needsToken))
                .addFilterBefore(
                        new SessionTimeFilter(login.longestSession(), clock), SecurityContextHolderFilter.class)
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers(OF_LOGIN_PAGE)
                        .permitAll()
                        .anyRequest()
                        .authenticated());
        if (provider.isPresent()) {
            provider.get().configure(http, results);
        } else {
            http.formLogin(form -> form.loginPage(PAGE).successHandler(results).failureHandler(results))
                    .logout(logout -> logout.logoutSuccessHandler(afterLogout(new SimpleUrlLogoutSuccessHandler())));
        }
        return http.build();
    }

    /** Tells the page where to go after the end of the session. */
    static <H extends SimpleUrlLogoutSuccessHandler> H afterLogout(H handler) {
        handler.setDefaultTargetUrl(PAGE + "?out");
        handler.setRedirectStrategy(asJson());
        return handler;
    }

    private static RedirectStrategy asJson() {
        var json = Jackson2ObjectMapperBuilder.json().build();
        return (request, response, address) -> {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            response.getOutputStream().write(json.writeValueAsBytes(Map.of("location", address)));
        };
    }

    /** Requests by HTTP Basic have no session that another page could use. The origin of a login is checked before. */
    private static boolean needsToken(HttpServletRequest request) {
        return !READ_ONLY.contains(request.getMethod())
                && request.getSession(false) != null
                && !request.getRequestURI().equals(PAGE);
    }

    private static SecurityFilterChain open(HttpSecurity http) throws Exception {
        return bare(http)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                .build();
    }

    /** Without headers, which another filter sets, and without requests that are stored in a session before the login. */
    private static HttpSecurity bare(HttpSecurity http) throws Exception {
        return http.headers(AbstractHttpConfigurer::disable)
                .requestCache(cache -> cache.requestCache(new NullRequestCache()));
    }
}
