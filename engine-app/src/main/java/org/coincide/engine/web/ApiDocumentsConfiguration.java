package org.coincide.engine.web;

import static org.springframework.web.servlet.function.RequestPredicates.GET;
import static org.springframework.web.servlet.function.RouterFunctions.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/** Serves the pages below {@code /docs}: the OpenAPI files by Swagger UI, the AsyncAPI file by a page of its own. */
@Configuration(proxyBeanMethods = false)
class ApiDocumentsConfiguration implements WebMvcConfigurer {

    private static final String PAGES = "/docs/**";

    private static final String CONTENT_SECURITY_POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**").addResourceLocations(swaggerUi());
        registry.addResourceHandler("/docs/contract/**").addResourceLocations("classpath:/contract/");
        registry.addResourceHandler("/docs/interfaces/**").addResourceLocations("classpath:/interfaces/");
        registry.addResourceHandler(PAGES).addResourceLocations("classpath:/pages/");
    }

    /** The folder of Swagger UI, whose name contains its version. */
    private static Resource swaggerUi() {
        try {
            return new PathMatchingResourcePatternResolver()
                    .getResources("classpath*:/META-INF/resources/webjars/swagger-ui/*/swagger-ui-bundle.js")[0]
                            .createRelative("./");
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The jar of Swagger UI cannot be read", unreadable);
        }
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController("/docs", "/docs/index.html");
        registry.addRedirectViewController("/docs/", "/docs/index.html");
    }

    /** The documents contain no secrets: partners read them before they have an account. */
    @Bean
    @Order(11)
    SecurityFilterChain apiDocuments(HttpSecurity http, FilterChainParts parts) throws Exception {
        return parts.readable(http.securityMatcher(new PathPrefixMatcher("/docs")))
                .headers(headers ->
                        headers.contentSecurityPolicy(policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY)))
                .build();
    }

    /** The AsyncAPI file as JSON, which the page reads without a library. */
    @Bean
    RouterFunction<ServerResponse> asyncApi() {
        return route(GET("/docs/asyncapi.json"), request -> ServerResponse.ok()
                .contentType(MediaType.APPLICATION_JSON)
                .body(asyncApiFile()));
    }

    private static Object asyncApiFile() {
        YamlMapFactoryBean yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("contract/asyncapi.yaml"));
        return yaml.getObject();
    }
}
