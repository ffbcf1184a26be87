package org.coincide.engine.support;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.coincide.engine.OpenApiFile;
import org.coincide.engine.OpenApiFile.Operation;
import org.springframework.http.MediaType;
import org.springframework.util.AntPathMatcher;

/** The responses that the OpenAPI files describe, to be compared with those of a server. */
final class PublishedResponses {

    private static final Path DOCS = Path.of("../docs").toAbsolutePath().normalize();
    private static final String BASE = "https://docs.test/";
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Statuses of requests that match no operation, or that a filter refuses before any operation. */
    private static final Set<Integer> WITHOUT_OPERATION = Set.of(400, 401, 403, 404, 405, 429);

    private final AntPathMatcher paths = new AntPathMatcher();
    private final Map<String, Operation> operations = OpenApiFile.all()
            .flatMap(OpenApiFile::operations)
            .collect(Collectors.toMap(Operation::endpoint, operation -> operation));
    private final Map<String, JsonSchema> schemas = new ConcurrentHashMap<>();
    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012, builder -> {
        Map<String, String> documents = new HashMap<>();
        OpenApiFile.all()
                .forEach(file -> documents.put(address(file), file.content().toString()));
        builder.schemaLoaders(loaders -> loaders.schemas(documents))
                .schemaMappers(mappers -> mappers.mapPrefix(BASE, DOCS.toUri().toString()));
    });

    /** Returns why a response is not one that the OpenAPI files describe; empty if it is. */
    Optional<String> violation(String method, String path, int status, String contentType, byte[] body) {
        Optional<Operation> found = operation(method, path);
        if (found.isEmpty()) {
            return WITHOUT_OPERATION.contains(status)
                    ? Optional.empty()
                    : Optional.of("no OpenAPI file describes the operation");
        }
        Operation operation = found.get();
        JsonNode response = operation.content().path("responses").path(String.valueOf(status));
        if (response.isMissingNode()) {
            return Optional.of("the status is not described");
        }
        JsonNode described = described(operation, response);
        if (method.equals("HEAD") || (body.length == 0 && !described.has("content"))) {
            return Optional.empty();
        }
        return violation(operation, status, described, contentType, body);
    }

    private static JsonNode described(Operation operation, JsonNode response) {
        return response.has("$ref")
                ? operation.file().resolve(response.path("$ref").asText()).orElseThrow()
                : response;
    }

    private Optional<String> violation(
            Operation operation, int status, JsonNode response, String contentType, byte[] body) {
        String type = contentType == null
                ? ""
                : MediaType.parseMediaType(contentType).removeQualityValue().getType() + "/"
                        + MediaType.parseMediaType(contentType).getSubtype();
        JsonNode content = response.path("content").path(type);
        if (content.isMissingNode() && response.path("content").has("*/*")) {
            return Optional.empty();
        }
        if (content.isMissingNode()) {
            return Optional.of("the content type " + contentType + " is not described");
        }
        if (!type.endsWith("json") || !content.has("schema")) {
            return Optional.empty();
        }
        try {
            String place = pointer(operation, status, type);
            JsonSchema schema = schemas.computeIfAbsent(place, same -> factory.getSchema(SchemaLocation.of(same)));
            var problems = schema.validate(JSON.readTree(new String(body, StandardCharsets.UTF_8)));
            return problems.isEmpty() ? Optional.empty() : Optional.of(problems.toString());
        } catch (JsonProcessingException noJson) {
            return Optional.of("the body is not JSON");
        }
    }

    /** The address of the schema, through a reference to a common response. */
    private static String pointer(Operation operation, int status, String type) {
        String[] endpoint = operation.endpoint().split(" ", 2);
        JsonNode response = operation.content().path("responses").path(String.valueOf(status));
        String place = response.has("$ref")
                ? response.path("$ref").asText()
                : "#/paths/" + escaped(endpoint[1]) + "/" + endpoint[0].toLowerCase() + "/responses/" + status;
        return address(operation.file()) + place + "/content/" + escaped(type) + "/schema";
    }

    private static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private static String address(OpenApiFile file) {
        return BASE + DOCS.relativize(file.path().toAbsolutePath().normalize());
    }

    private Optional<Operation> operation(String method, String path) {
        Comparator<String> best = paths.getPatternComparator(path);
        List<String> matching = operations.keySet().stream()
                .filter(endpoint -> endpoint.startsWith(method + " "))
                .map(endpoint -> endpoint.substring(method.length() + 1))
                .filter(template -> paths.match(template, path))
                .sorted(best)
                .toList();
        return matching.stream().findFirst().map(template -> operations.get(method + " " + template));
    }
}
