package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** docs/operations.md lists the settings; the compiler knows which there are. */
class OperatorsGuideTest {

    private static final String METADATA = "META-INF/spring-configuration-metadata.json";

    @Test
    void everySettingStandsInTheOperatorsGuideWithItsDefault() throws IOException {
        String guide = Files.readString(Path.of("../docs/operations.md"));

        assertThat(settings().stream()
                        .map(OperatorsGuideTest::beginningOfItsRow)
                        .filter(row -> !guide.contains(row)))
                .isEmpty();
    }

    private static String beginningOfItsRow(JsonNode setting) {
        String row = "| `" + setting.get("name").asText();
        JsonNode value = setting.path("defaultValue");
        return value.isValueNode() ? row + "` | `" + value.asText() + "` |" : row;
    }

    private static List<JsonNode> settings() throws IOException {
        List<JsonNode> settings = new ArrayList<>();
        for (URL url :
                Collections.list(OperatorsGuideTest.class.getClassLoader().getResources(METADATA))) {
            try (InputStream json = url.openStream()) {
                new ObjectMapper().readTree(json).get("properties").forEach(settings::add);
            }
        }
        settings.removeIf(setting -> !setting.get("name").asText().startsWith("coincide."));
        return settings;
    }
}
