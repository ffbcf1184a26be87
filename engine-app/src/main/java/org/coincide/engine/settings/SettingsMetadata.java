package org.coincide.engine.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.ClassUtils;

/**
 * The settings below {@code coincide} that exist: the configuration metadata of all jars on the class path, adapters included.
 *
 * @param settings all settings
 * @param classes the classes to which they are bound, by prefix
 */
record SettingsMetadata(List<Setting> settings, Map<String, Class<?>> classes) {

    static final String PREFIX = "coincide";

    private static final String FILE = "META-INF/spring-configuration-metadata.json";

    static SettingsMetadata read(ClassLoader loader) {
        SettingsMetadata all = new SettingsMetadata(new ArrayList<>(), new LinkedHashMap<>());
        try {
            for (URL url : Collections.list(loader.getResources(FILE))) {
                try (InputStream file = url.openStream()) {
                    all.add(new String(file.readAllBytes(), StandardCharsets.UTF_8), loader);
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The configuration metadata " + FILE + " cannot be read", unreadable);
        }
        if (all.classes.isEmpty()) {
            throw new IllegalStateException("The class path has no " + FILE
                    + " of the server. Compile with Maven, which runs Spring Boot's configuration processor.");
        }
        return all;
    }

    /** The values that a setting accepts, as an instruction. */
    String remedy(String name) {
        String range = range(name);
        return (range.isEmpty() ? "Set a value as docs/settings.md describes." : "Set " + range + ".")
                + byDefault(name).map(value -> " The default is " + value + ".").orElse("");
    }

    boolean hasDefault(String name) {
        return byDefault(name).isPresent();
    }

    Optional<String> byDefault(String name) {
        return settings.stream()
                .filter(setting -> setting.name().equals(name))
                .map(Setting::byDefault)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }

    String range(String name) {
        return classes.entrySet().stream()
                .filter(properties -> name.startsWith(properties.getKey() + "."))
                .map(properties -> SettingRange.of(
                        properties.getValue(),
                        name.substring(properties.getKey().length() + 1)))
                .filter(range -> !range.isEmpty())
                .findFirst()
                .orElse("");
    }

    private void add(String file, ClassLoader loader) throws IOException {
        if (!file.contains(PREFIX)) {
            return;
        }
        JsonNode metadata = new ObjectMapper().readTree(file);
        for (JsonNode property : metadata.path("properties")) {
            if (isOurs(property)) {
                settings.add(new Setting(
                        property.path("name").asText(),
                        property.path("type").asText(),
                        property.path("sourceType").asText(),
                        property.path("defaultValue").asText()));
            }
        }
        for (JsonNode group : metadata.path("groups")) {
            if (isOurs(group)) {
                addClass(group.path("type").asText(), loader);
            }
        }
    }

    private void addClass(String name, ClassLoader loader) {
        if (ClassUtils.isPresent(name, loader)) {
            Class<?> type = ClassUtils.resolveClassName(name, loader);
            ConfigurationProperties properties = type.getAnnotation(ConfigurationProperties.class);
            if (properties != null) {
                classes.put(properties.value(), type);
            }
        }
    }

    private static boolean isOurs(JsonNode item) {
        String name = item.path("name").asText();
        return name.equals(PREFIX) || name.startsWith(PREFIX + ".");
    }
}
