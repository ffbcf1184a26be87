package org.coincide.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.FileSystemResource;

/** An OpenAPI file of docs/contract or docs/interfaces. */
public record OpenApiFile(Path path, JsonNode content) {

    private static final Path DOCS = Path.of("../docs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /** An operation with its endpoint, such as {@code GET /api/products}. */
    public record Operation(String endpoint, JsonNode content, OpenApiFile file) {}

    public static Stream<OpenApiFile> all() {
        try (Stream<Path> interfaces = Files.list(DOCS.resolve("interfaces"))) {
            return Stream.concat(interfaces.toList().stream(), Stream.of(DOCS.resolve("contract/openapi.yaml")))
                    .sorted()
                    .map(OpenApiFile::of);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static OpenApiFile named(String file) {
        return of(DOCS.resolve(file));
    }

    private static OpenApiFile of(Path path) {
        return new OpenApiFile(path, read(path));
    }

    public Stream<Operation> operations() {
        return content.path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .filter(method -> METHODS.contains(method.getKey()))
                .map(method ->
                        new Operation(method.getKey().toUpperCase() + " " + path.getKey(), method.getValue(), this)));
    }

    Stream<String> references() {
        return content.findValuesAsText("$ref").stream();
    }

    /** The target of a reference within this file or to another one; empty if there is none. */
    public Optional<JsonNode> resolve(String reference) {
        String[] parts = reference.split("#", 2);
        Path target = parts[0].isEmpty() ? path : path.resolveSibling(parts[0]);
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        JsonNode node = parts[0].isEmpty() ? content : read(target);
        return Optional.of(parts.length == 1 ? node : node.at(parts[1])).filter(found -> !found.isMissingNode());
    }

    private static JsonNode read(Path file) {
        if (file.toString().endsWith(".json")) {
            try {
                return JSON.readTree(file.toFile());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        return JSON.valueToTree(yaml.getObject());
    }

    @Override
    public String toString() {
        return path.getFileName().toString();
    }
}
