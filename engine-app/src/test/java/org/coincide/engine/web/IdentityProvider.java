package org.coincide.engine.web;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerAutoConfiguration;
import org.springframework.boot.autoconfigure.security.oauth2.server.servlet.OAuth2AuthorizationServerJwtAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.test.context.DynamicPropertyRegistrar;

/**
 * An identity provider that runs in the test: Spring Authorization Server, at another site than the server. Each user has the name as
 * the password, too.
 */
final class IdentityProvider {

    /** The users by login name; a test may change the groups. */
    static final Map<String, List<String>> GROUPS = new ConcurrentHashMap<>(Map.of(
            "olga.nowak@example.org", List.of("coincide-operators"),
            "wim", List.of("warehouse", "choir"),
            "nora", List.of("choir"),
            "mallory", List.of("camunda-admin"),
            "operator", List.of("coincide-operators")));

    private static IdentityProvider running;

    private final ConfigurableApplicationContext context;

    private IdentityProvider() {
        context = new SpringApplicationBuilder(Application.class)
                .run(
                        "--spring.config.location=optional:classpath:/none/",
                        "--spring.main.banner-mode=off",
                        "--server.port=0",
                        "--server.address=127.0.0.1",
                        client("client-id=coincide", "registration."),
                        client("client-secret={noop}a secret of the test", "registration."),
                        client("client-authentication-methods=client_secret_basic", "registration."),
                        client("authorization-grant-types=authorization_code", "registration."),
                        client("redirect-uris=http://127.0.0.1/login/oauth2/code/company", "registration."),
                        client("scopes=openid,profile,email", "registration."),
                        client("require-proof-key=true", ""));
    }

    private static String client(String setting, String part) {
        return "--spring.security.oauth2.authorizationserver.client.coincide." + part + setting;
    }

    static synchronized String issuer() {
        if (running == null) {
            running = new IdentityProvider();
        }
        return "http://localhost:" + running.context.getEnvironment().getProperty("local.server.port");
    }

    /** Names the provider to a server. */
    static class Settings {

        @Bean
        static DynamicPropertyRegistrar issuerOfTheTest() {
            return settings ->
                    settings.add("spring.security.oauth2.client.provider.company.issuer-uri", IdentityProvider::issuer);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        ServletWebServerFactoryAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        JacksonAutoConfiguration.class,
        SecurityAutoConfiguration.class,
        OAuth2AuthorizationServerJwtAutoConfiguration.class,
        OAuth2AuthorizationServerAutoConfiguration.class
    })
    static class Application {

        @Bean
        UserDetailsService users() {
            return name -> User.withUsername(name)
                    .password("{noop}" + name)
                    .roles("USER")
                    .build();
        }

        @Bean
        OAuth2TokenCustomizer<JwtEncodingContext> claims() {
            return context -> {
                if (OidcParameterNames.ID_TOKEN.equals(context.getTokenType().getValue())) {
                    String name = context.getPrincipal().getName();
                    context.getClaims()
                            .claim("preferred_username", name)
                            .claim("given_name", "Given " + name)
                            .claim("family_name", "Family")
                            .claim("email", "mail@example.org")
                            .claim("groups", GROUPS.getOrDefault(name, List.of()));
                }
            };
        }
    }
}
