package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coincide.engine.settings.SettingRange;
import org.junit.jupiter.api.Test;

/**
 * The part of docs/settings.md about this program, made from the configuration metadata that the compiler writes. With {@code
 * -Dcoincide.docs.write=true} the test writes this part; otherwise it compares.
 */
class SettingsReferenceTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";
    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final String OF_TESTS = "coincide\\.(build|docs|test)\\..*";
    private static final String BEGIN = "<!-- engine-app: generated, do not edit -->\n";
    private static final String END = "<!-- engine-app: end -->\n";
    private static final String COMMAND = "mvn -q -pl engine-app,client-connector -am test -Dtest=SettingsReferenceTest"
            + " -Dsurefire.failIfNoSpecifiedTests=false -Dcoincide.docs.write=true";
    private static final Map<String, String> TYPES = Map.of(
            "Boolean", "true, false",
            "DataSize", "size",
            "Duration", "time",
            "Integer", "number",
            "Path", "path",
            "Resource", "location",
            "String", "text");

    @Test
    void thePageListsTheSettingsThatExist() throws IOException {
        String page = Files.readString(PAGE);
        assertThat(page).containsOnlyOnce(BEGIN).containsOnlyOnce(END);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        String generated = generated();

        if (Boolean.getBoolean("coincide.docs.write")) {
            Files.writeString(PAGE, page.substring(0, begin) + generated + page.substring(end));
        } else {
            assertThat(page.substring(begin, end))
                    .as("docs/settings.md is out of date. Write it: %s", COMMAND)
                    .isEqualTo(generated);
        }
    }

    private static String generated() throws IOException {
        return settings().values().stream()
                .collect(Collectors.groupingBy(SettingsReferenceTest::prefix, TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> group.getValue().stream()
                        .map(SettingsReferenceTest::row)
                        .collect(Collectors.joining("", heading(group.getKey()), "\n")))
                .collect(Collectors.joining("", "\n", ""));
    }

    private static Map<String, JsonNode> settings() throws IOException {
        Map<String, JsonNode> settings = new TreeMap<>();
        for (URL url :
                Collections.list(SettingsReferenceTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream json = url.openStream()) {
                new ObjectMapper()
                        .readTree(json)
                        .get("properties")
                        .forEach(setting -> settings.put(name(setting), setting));
            }
        }
        settings.keySet().removeIf(name -> !name.startsWith("coincide.") || name.matches(OF_TESTS));
        return settings;
    }

    private static String name(JsonNode setting) {
        return setting.get("name").asText();
    }

    /** The first two parts of the name, or the first where there are no more than two. */
    private static String prefix(JsonNode setting) {
        String[] parts = name(setting).split("\\.");
        return parts.length > 2 ? parts[0] + "." + parts[1] : parts[0];
    }

    private static String heading(String prefix) {
        return "### `%s`\n\n| setting | type | range | default | meaning |\n| --- | --- | --- | --- | --- |\n"
                .formatted(prefix);
    }

    private static String row(JsonNode setting) {
        JsonNode value = setting.path("defaultValue");
        return "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                        name(setting),
                        type(setting.get("type").asText()),
                        range(setting),
                        value.isMissingNode() ? "" : "`" + text(value) + "`",
                        setting.path("description")
                                .asText()
                                .replaceAll("\\{@code ([^}]*)}", "`$1`")
                                .replace("|", "\\|"));
    }

    private static String range(JsonNode setting) {
        String name = name(setting);
        try {
            Class<?> owner = Class.forName(setting.path("sourceType").asText());
            boolean listed = type(setting.get("type").asText()).contains(",");
            return listed
                    ? ""
                    : SettingRange.of(owner, name.substring(name.lastIndexOf('.') + 1))
                            .replace("|", "\\|");
        } catch (ClassNotFoundException ofNoClass) {
            return "";
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? Arrays.toString(new ObjectMapper().convertValue(value, String[].class))
                : value.asText();
    }

    private static String type(String name) {
        try {
            Object[] values = Class.forName(name).getEnumConstants();
            if (values != null) {
                return Arrays.stream(values).map(Object::toString).collect(Collectors.joining(", "));
            }
        } catch (ClassNotFoundException generic) {
            return name.startsWith("java.util.Map") ? "map" : "list";
        }
        return TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "map");
    }
}
