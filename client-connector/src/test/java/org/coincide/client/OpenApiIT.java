package org.coincide.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
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
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The file {@code openapi.yaml} names the endpoints of the connector and their parameters. */
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

    /** The packages whose endpoints the file describes. */
    private static final Set<String> DESCRIBED = Set.of("catalogue", "handon", "ordering", "requests");

    @Autowired
    private RequestMappingHandlerMapping requestMappingHandlerMapping;

    @Test
    void theFileNamesTheEndpointsWithTheirParameters() {
        var described = operations();
        var existing = endpoints();
        assertThat(existing).containsAllEntriesOf(described);
        requestMappingHandlerMapping.getHandlerMethods().forEach((mapping, method) -> {
            if (DESCRIBED.contains(method.getBeanType().getPackageName().replaceAll(".*\\.", ""))) {
                assertThat(described.keySet()).containsAll(names(mapping).toList());
            }
        });
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

    private static Map<String, Set<String>> operations() {
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new ClassPathResource("static/openapi.yaml"));
        JsonNode file = new ObjectMapper().valueToTree(yaml.getObject());
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
                .map(parameter -> parameter.has("$ref")
                        ? file.at(parameter.get("$ref").asText().substring(1))
                        : parameter)
                .filter(parameter -> parameter.get("in").asText().equals("query"))
                .forEach(parameter -> names.add(parameter.get("name").asText()));
        return names;
    }
}
