package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.engine.OpenApiFile.Operation;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.ResolvableType;
import org.springframework.web.bind.annotation.RequestBody;

/** The schemas of the OpenAPI files against the records that the endpoints read and write. */
class PublishedSchemasTest {

    @ParameterizedTest(name = "{0}")
    @MethodSource("bodies")
    void aSchemaHasThePropertiesOfItsRecord(Operation operation, JsonNode schema, Type type) {
        compare(operation.endpoint(), operation.file(), schema, ResolvableType.forType(type));
    }

    static Stream<Arguments> bodies() {
        Map<String, Operation> operations = OpenApiFile.all()
                .flatMap(OpenApiFile::operations)
                .collect(Collectors.toMap(Operation::endpoint, Function.identity()));
        return Endpoint.all()
                .filter(endpoint -> operations.containsKey(endpoint.name()))
                .flatMap(endpoint -> bodies(endpoint, operations.get(endpoint.name())));
    }

    private static Stream<Arguments> bodies(Endpoint endpoint, Operation operation) {
        Stream<Arguments> requests = Arrays.stream(endpoint.method().getParameters())
                .filter(parameter -> parameter.isAnnotationPresent(RequestBody.class))
                .map(Parameter::getParameterizedType)
                .map(type -> body(operation, "request", operation.content().path("requestBody"), type));
        Stream<Arguments> responses = Stream.of(endpoint.method().getGenericReturnType())
                .map(type -> body(operation, "response", operation.content().at("/responses/200"), type));
        return Stream.concat(requests, responses)
                .filter(body -> elementType(ResolvableType.forType((Type) body.get()[2]))
                        .toClass()
                        .isRecord());
    }

    private static Arguments body(Operation operation, String kind, JsonNode described, Type type) {
        return Arguments.of(
                Named.of(operation.endpoint() + ", " + kind, operation),
                described.at("/content/application~1json/schema"),
                type);
    }

    private static void compare(String place, OpenApiFile file, JsonNode schema, ResolvableType type) {
        if (Collection.class.isAssignableFrom(type.toClass())) {
            compare(place + "[]", file, resolved(file, schema).path("items"), type.getGeneric());
        } else if (type.toClass().isRecord()) {
            Map<String, JsonNode> properties = properties(file, schema);
            Set<String> components =
                    components(type).map(RecordComponent::getName).collect(Collectors.toSet());
            boolean absentIfNull = type.toClass().isAnnotationPresent(JsonInclude.class);
            if (absentIfNull) {
                components.retainAll(new HashSet<>(properties.keySet()));
            }
            assertThat(properties).as(place).isNotEmpty().containsOnlyKeys(components);
            components(type)
                    .filter(component -> properties.containsKey(component.getName()))
                    .forEach(component -> compare(
                            place + "." + component.getName(),
                            file,
                            properties.get(component.getName()),
                            ResolvableType.forType(component.getGenericType())));
        }
    }

    private static Stream<RecordComponent> components(ResolvableType type) {
        return Arrays.stream(type.toClass().getRecordComponents())
                .flatMap(component -> component.getAccessor().isAnnotationPresent(JsonUnwrapped.class)
                        ? components(ResolvableType.forType(component.getGenericType()))
                        : Stream.of(component));
    }

    private static ResolvableType elementType(ResolvableType type) {
        return Collection.class.isAssignableFrom(type.toClass()) ? type.getGeneric() : type;
    }

    private static Map<String, JsonNode> properties(OpenApiFile file, JsonNode schema) {
        JsonNode resolved = resolved(file, schema);
        return Stream.concat(
                        resolved.path("properties").properties().stream(),
                        resolved.path("allOf")
                                .valueStream()
                                .flatMap(part -> properties(file, part).entrySet().stream()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static JsonNode resolved(OpenApiFile file, JsonNode schema) {
        return schema.has("$ref") ? file.resolve(schema.path("$ref").asText()).orElseThrow() : schema;
    }
}
