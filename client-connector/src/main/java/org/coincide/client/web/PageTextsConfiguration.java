package org.coincide.client.web;

import java.nio.file.Path;
import org.coincide.client.settings.DataDirectoryProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Serves the texts of the client's page. An installation adds a language by a file in the directory {@code texts} of the data directory,
 * such as {@code fr.json}, without a restart. Such a file comes before one of the program.
 */
@Configuration(proxyBeanMethods = false)
class PageTextsConfiguration implements WebMvcConfigurer {

    private final Path directory;

    PageTextsConfiguration(DataDirectoryProperties properties) {
        this.directory = properties.dataDirectory().resolve("texts");
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/texts/*.json")
                .addResourceLocations(new FileSystemResource(directory + "/"), new ClassPathResource("static/texts/"));
    }
}
