package org.coincide.client.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Serves Swagger UI for the page {@code /docs/index.html} of the client's API. */
@Configuration(proxyBeanMethods = false)
class ApiPageConfiguration implements WebMvcConfigurer {

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/ui/**").addResourceLocations(swaggerUi());
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
}
