package org.coincide.processes.templates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** An element template of Camunda Modeler. */
record Template(String file, JsonNode json) {

    private static final Path FOLDER = Path.of("../.camunda/element-templates");

    static Stream<Template> all() {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Template::read).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Template named(String name) {
        return all().filter(template -> template.json.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Template read(Path file) {
        try {
            return new Template(file.getFileName().toString(), new ObjectMapper().readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> appliesTo() {
        return texts(json.path("appliesTo"), "");
    }

    /** The field that is bound to this property of the model. */
    JsonNode field(String boundTo) {
        return StreamSupport.stream(json.path("properties").spliterator(), false)
                .filter(field -> field.at("/binding/name").asText().equals(boundTo))
                .findFirst()
                .orElseThrow(() -> new AssertionError(file + " has no field for " + boundTo));
    }

    /** The choices of a field, except for the empty one. */
    List<String> choices(String boundTo) {
        return texts(field(boundTo).path("choices"), "/value").stream()
                .filter(value -> !value.isEmpty())
                .toList();
    }

    private static List<String> texts(JsonNode values, String pointer) {
        return StreamSupport.stream(values.spliterator(), false)
                .map(value -> value.at(pointer).asText())
                .toList();
    }

    @Override
    public String toString() {
        return file;
    }
}
