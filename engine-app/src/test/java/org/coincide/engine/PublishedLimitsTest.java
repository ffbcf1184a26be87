package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/** The limits of numbers and texts in the schemas of docs/contract and docs/interfaces. */
class PublishedLimitsTest {

    private static final String END = "$(?![\\s\\S])";
    private static final List<String> BOUNDS = List.of("maxLength", "pattern", "enum", "const");

    @Test
    void everyIntegerHasAMinimumAndAMaximum() throws IOException {
        assertThat(schemas().entrySet().stream()
                        .filter(schema -> isOf("integer", schema.getValue()))
                        .filter(schema -> !schema.getValue().has("const"))
                        .filter(schema -> !schema.getValue().has("minimum")
                                || !schema.getValue().has("maximum"))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    @Test
    void everyTextOfTheContractHasAMaximumLength() throws IOException {
        assertThat(schemas().entrySet().stream()
                        .filter(schema -> schema.getKey().startsWith("schemas/"))
                        .filter(schema -> isOf("string", schema.getValue()))
                        .filter(schema -> BOUNDS.stream().noneMatch(schema.getValue()::has))
                        .map(Map.Entry::getKey))
                .isEmpty();
    }

    /** In Java and Python, {@code $} also matches before a line break at the end. */
    @Test
    void noPatternAcceptsALineBreakAtTheEnd() throws IOException {
        Map<String, JsonNode> patterns = new TreeMap<>(schemas());
        patterns.values().removeIf(schema -> !schema.path("pattern").isTextual());
        assertThat(patterns).hasSizeGreaterThan(20);
        assertThat(patterns.entrySet().stream()
                        .filter(schema -> !schema.getValue()
                                        .path("pattern")
                                        .asText()
                                        .startsWith("^")
                                || !schema.getValue().path("pattern").asText().endsWith(END))
                        .map(schema -> schema.getKey() + " " + schema.getValue().path("pattern")))
                .isEmpty();
    }

    private static boolean isOf(String type, JsonNode schema) {
        JsonNode declared = schema.path("type");
        return declared.asText().equals(type)
                || declared.valueStream().anyMatch(each -> each.asText().equals(type));
    }

    /** Every schema of every file by its place. */
    private static Map<String, JsonNode> schemas() throws IOException {
        Map<String, JsonNode> found = new TreeMap<>();
        for (Resource file :
                new PathMatchingResourcePatternResolver().getResources("classpath:/contract/schemas/*.json")) {
            collect("schemas/" + file.getFilename(), new ObjectMapper().readTree(file.getInputStream()), found);
        }
        Stream.concat(OpenApiFile.all(), Stream.of(OpenApiFile.named("contract/asyncapi.yaml")))
                .forEach(file -> collect(file.toString(), file.content(), found));
        return found;
    }

    private static void collect(String place, JsonNode node, Map<String, JsonNode> found) {
        if (node.path("type").isTextual()
                || node.path("type").isArray()
                || node.path("pattern").isTextual()) {
            found.put(place, node);
        }
        node.properties().forEach(child -> collect(place + "/" + child.getKey(), child.getValue(), found));
        List<JsonNode> items = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(items::add);
        }
        for (int index = 0; index < items.size(); index++) {
            collect(place + "/" + index, items.get(index), found);
        }
    }
}
