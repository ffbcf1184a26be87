package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.coincide.client.support.ServerKey;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.MethodParameter;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The file {@code openapi.yaml} names the endpoints of the connector, their parameters and the properties of their bodies. */
@DirtiesContext
@SpringBootTest(
        properties = {
            "spring.datasource.url=jdbc:hsqldb:mem:openapi;hsqldb.tx=mvcc",
            "coincide.client.secret=any",
            "coincide.inbox.enabled=false",
            "coincide.broker.url=failover:(tcp://127.0.0.1:1)?timeout=100"
        })
class OpenApiIT {

    @DynamicPropertySource
    static void keys(DynamicPropertyRegistry properties) {
        ServerKey.settings().forEach((name, value) -> properties.add(name, () -> value));
    }

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Autowired
    private ObjectMapper json;

    @Test
    void theFileNamesTheEndpointsWithTheirParameters() {
        var described = operations();
        var existing = endpoints();
        assertThat(existing).containsAllEntriesOf(described);
        assertThat(described.keySet())
                .containsAll(existing.keySet().stream()
                        .filter(name -> name.contains(" /api/") && !name.startsWith("HEAD "))
                        .toList());
    }

    @Test
    void theFileNamesThePropertiesOfTheBodies() {
        var file = file();
        var differences = new ArrayList<String>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> names(mapping)
                .map(name -> name.split(" "))
                .filter(name -> file.at(operation(name)).isObject())
                .forEach(name -> {
                    var operation = file.at(operation(name));
                    differences.addAll(differences(
                            String.join(" ", name),
                            file,
                            success(operation).at("/content/application~1json/schema"),
                            json.constructType(method.getMethod().getGenericReturnType())));
                    Arrays.stream(method.getMethodParameters())
                            .filter(parameter -> parameter.hasParameterAnnotation(RequestBody.class))
                            .forEach(body -> differences.addAll(differences(
                                    String.join(" ", name) + " request",
                                    file,
                                    operation.at("/requestBody/content/application~1json/schema"),
                                    json.constructType(body.getGenericParameterType()))));
                }));

        assertThat(differences).isEmpty();
    }

    /** Without the time, a program may send its request again at once, and add to the load. */
    @Test
    void everyRefusalForAWhileNamesTheTimeOfTheNextAttempt() {
        var file = file();
        var lacking = new ArrayList<String>();
        file.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operation.getValue().path("responses").properties().stream()
                        .filter(response -> Set.of("429", "503").contains(response.getKey()))
                        .filter(response -> !resolved(file, response.getValue())
                                .at("/headers/Retry-After")
                                .path("$ref")
                                .asText()
                                .equals("#/components/headers/RetryAfter"))
                        .forEach(response ->
                                lacking.add(operation.getKey() + " " + path.getKey() + " " + response.getKey()))));

        assertThat(lacking).isEmpty();
        assertThat(file.at("/components/headers/RetryAfter/schema/type").asText())
                .isEqualTo("integer");
    }

    private static JsonNode success(JsonNode operation) {
        return operation.path("responses").path(operation.path("responses").has("200") ? "200" : "202");
    }

    private static String operation(String... methodAndPath) {
        return "/paths/" + methodAndPath[1].replace("/", "~1") + "/" + methodAndPath[0].toLowerCase();
    }

    /** The properties of records that their schemas lack, and those of schemas that their records lack. */
    private List<String> differences(String place, JsonNode file, JsonNode schema, JavaType type) {
        if (type.isTypeOrSubTypeOf(ResponseEntity.class) || type.isCollectionLikeType()) {
            var described = type.isCollectionLikeType() ? resolved(file, schema).path("items") : schema;
            return differences(place, file, described, type.containedTypeOrUnknown(0));
        }
        if (!type.getRawClass().isRecord()) {
            return List.of();
        }
        var described = described(file, schema);
        var written = written(type);
        var differences = Stream.concat(
                        written.keySet().stream().filter(name -> !described.containsKey(name)),
                        described.keySet().stream().filter(name -> !written.containsKey(name)))
                .map(name -> place + "." + name);
        return Stream.concat(
                        differences,
                        written.entrySet().stream()
                                .filter(property -> described.containsKey(property.getKey()))
                                .flatMap(property -> differences(
                                        place + "." + property.getKey(),
                                        file,
                                        described.get(property.getKey()),
                                        property.getValue())
                                        .stream()))
                .toList();
    }

    /** The properties that Jackson writes. */
    private Map<String, JavaType> written(JavaType type) {
        var written = new TreeMap<String, JavaType>();
        json.getSerializationConfig().introspect(type).findProperties().forEach(property -> {
            if (json.getSerializationConfig()
                            .getAnnotationIntrospector()
                            .findUnwrappingNameTransformer(property.getAccessor())
                    == null) {
                written.put(property.getName(), property.getPrimaryType());
            } else {
                written.putAll(written(property.getPrimaryType()));
            }
        });
        return written;
    }

    private static Map<String, JsonNode> described(JsonNode file, JsonNode schema) {
        var described = new TreeMap<String, JsonNode>();
        var resolved = resolved(file, schema);
        resolved.path("properties")
                .properties()
                .forEach(property -> described.put(property.getKey(), property.getValue()));
        resolved.path("allOf").forEach(part -> described.putAll(described(file, part)));
        return described;
    }

    private static JsonNode resolved(JsonNode file, JsonNode schema) {
        return schema.has("$ref") ? file.at(schema.get("$ref").asText().substring(1)) : schema;
    }

    private Map<String, Set<String>> endpoints() {
        Map<String, Set<String>> endpoints = new TreeMap<>();
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> names(mapping)
                .forEach(name ->
                        endpoints.computeIfAbsent(name, none -> new TreeSet<>()).addAll(parameters(method))));
        return endpoints;
    }

    private static Stream<String> names(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition().getMethods().stream().flatMap(method -> mapping.getPatternValues().stream()
                .map(pattern -> method + " " + pattern.replaceAll("\\{\\*?(\\w+)(:[^}]*)?}", "{$1}")));
    }

    private static Set<String> parameters(HandlerMethod method) {
        var names = new TreeSet<String>();
        Arrays.stream(method.getMethodParameters())
                .filter(parameter -> parameter.hasParameterAnnotation(RequestParam.class))
                .map(MethodParameter::getParameter)
                .forEach(parameter -> names.add(parameter.getName()));
        return names;
    }

    private static JsonNode file() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("static/openapi.yaml"));
        return new ObjectMapper().valueToTree(yaml.getObject());
    }

    private static Map<String, Set<String>> operations() {
        var file = file();
        Map<String, Set<String>> operations = new TreeMap<>();
        file.get("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(operation -> operations.put(
                        operation.getKey().toUpperCase() + " " + path.getKey(),
                        parameters(file, operation.getValue()))));
        return operations;
    }

    private static Set<String> parameters(JsonNode file, JsonNode operation) {
        var names = new TreeSet<String>();
        StreamSupport.stream(operation.path("parameters").spliterator(), false)
                .map(parameter -> resolved(file, parameter))
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .forEach(parameter -> names.add(parameter.get("name").asText()));
        return names;
    }
}
