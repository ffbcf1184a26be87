package org.coincide.client.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.MediaType;
import org.springframework.util.AntPathMatcher;

/** The responses that {@code openapi.yaml} describes, to be compared with those of a connector. */
final class PublishedResponses {

    private static final String ADDRESS = "https://docs.test/openapi.yaml";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode file = read();
    private final AntPathMatcher matcher = new AntPathMatcher();
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(
            VersionFlag.V202012,
            builder -> builder.schemaLoaders(loaders -> loaders.schemas(Map.of(ADDRESS, file.toString()))));

    private static JsonNode read() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("static/openapi.yaml"));
        return JSON.valueToTree(yaml.getObject());
    }

    /**
     * Returns why a response is not one that the file describes; empty if it is, or if the file does not describe the operation: which
     * operations it has to describe, {@code OpenApiIT} checks.
     */
    Optional<String> violation(String method, String path, int status, String contentType, byte[] body) {
        var verb = method.toLowerCase();
        return file.path("paths").properties().stream()
                .map(Map.Entry::getKey)
                .filter(template -> matcher.match(template, path))
                .filter(template -> file.path("paths").path(template).has(verb))
                .min(matcher.getPatternComparator(path))
                .flatMap(template -> violation(pointer("paths", template, verb), status, contentType, body));
    }

    private Optional<String> violation(String operation, int status, String contentType, byte[] body) {
        var response = operation + pointer("responses", String.valueOf(status));
        if (file.at(response).isMissingNode()) {
            return Optional.of("the status is not described");
        }
        var common = file.at(response).path("$ref").asText();
        var described = common.isEmpty() ? response : common.substring(1);
        if (!file.at(described).has("content") && body.length == 0) {
            return Optional.empty();
        }
        var type = contentType == null ? "" : withoutParameters(contentType);
        var content = described + pointer("content", type);
        if (file.at(content).isMissingNode()) {
            return Optional.of("the content type " + contentType + " is not described");
        }
        return type.endsWith("json") ? problems(content + "/schema", body) : Optional.empty();
    }

    private Optional<String> problems(String schema, byte[] body) {
        try {
            var problems = schemas.computeIfAbsent(
                            schema, place -> factory.getSchema(SchemaLocation.of(ADDRESS + "#" + place)))
                    .validate(JSON.readTree(new String(body, StandardCharsets.UTF_8)));
            return problems.isEmpty() ? Optional.empty() : Optional.of(problems.toString());
        } catch (JsonProcessingException noJson) {
            return Optional.of("the body is not JSON");
        }
    }

    private static String withoutParameters(String contentType) {
        var type = MediaType.parseMediaType(contentType);
        return type.getType() + "/" + type.getSubtype();
    }

    private static String pointer(String... names) {
        var pointer = new StringBuilder();
        for (var name : names) {
            pointer.append('/').append(name.replace("~", "~0").replace("/", "~1"));
        }
        return pointer.toString();
    }
}
