package org.coincide.engine.support;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** Adds the comparison with the OpenAPI files to each web server of a test. */
@AutoConfiguration
@ConditionalOnWebApplication
class PublishedResponsesConfiguration {

    @Bean
    PublishedResponsesFilter publishedResponsesFilter() {
        return new PublishedResponsesFilter();
    }
}
