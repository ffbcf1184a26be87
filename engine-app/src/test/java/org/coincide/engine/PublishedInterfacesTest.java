package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.RequestHeader;

/** The OpenAPI files of docs/contract and docs/interfaces against the specification and against the server's endpoints. */
class PublishedInterfacesTest {

    private static final String SPECIFICATION = "https://spec.openapis.org/oas/3.1/schema/2025-11-23";

    /** The specification with its schema objects checked, too, as JSON Schema 2020-12. */
    private static final String STRICT =
            """
            {"$id": "urn:coincide:openapi", "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "%s",
             "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema"}}}"""
                    .formatted(SPECIFICATION);

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theFileFollowsTheSpecification(OpenApiFile file) throws IOException {
        assertThat(specification().validate(file.content())).isEmpty();
    }

    @Test
    void aSchemaOfAnUnknownTypeBreaksTheSpecification() throws IOException {
        var api = (ObjectNode) OpenApiFile.named("interfaces/bank.yaml").content();
        var payment = (ObjectNode) api.at("/components/schemas/Payment");

        payment.put("type", "objekt");

        assertThat(specification().validate(api)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyReferenceHasATarget(OpenApiFile file) {
        assertThat(file.references())
                .allMatch(reference -> file.resolve(reference).isPresent());
    }

    @Test
    void theFilesDescribeAllEndpointsAndNoOthers() {
        assertThat(OpenApiFile.all()
                        .flatMap(OpenApiFile::operations)
                        .map(OpenApiFile.Operation::endpoint)
                        .filter(endpoint -> !endpoint.startsWith("HEAD ")))
                .containsExactlyInAnyOrderElementsOf(
                        // A resource with two representations has two methods.
                        Endpoint.all().map(Endpoint::name).distinct().toList());
    }

    @Test
    void theFilesDescribeTheHeadersThatEachEndpointReads() {
        Map<String, Set<String>> read = Endpoint.all()
                .collect(Collectors.toMap(
                        Endpoint::name,
                        endpoint -> headersOf(endpoint).collect(Collectors.toSet()),
                        PublishedInterfacesTest::both));

        Map<String, Set<String>> described = OpenApiFile.all()
                .flatMap(OpenApiFile::operations)
                .filter(operation -> read.containsKey(operation.endpoint()))
                .collect(Collectors.toMap(
                        OpenApiFile.Operation::endpoint,
                        operation -> headersOf(operation).collect(Collectors.toSet()),
                        PublishedInterfacesTest::both));

        assertThat(described).isEqualTo(read);
    }

    /** Without the time, a client may send its request again at once, and add to the load. */
    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyRefusalForAWhileNamesTheTimeOfTheNextAttempt(OpenApiFile file) {
        assertThat(file.operations().flatMap(operation -> operation.content().path("responses").properties().stream()
                        .filter(response -> Set.of("429", "503").contains(response.getKey()))
                        .filter(response -> !hasRetryAfter(file, response.getValue()))
                        .map(response -> operation.endpoint() + " " + response.getKey())))
                .isEmpty();
    }

    private static boolean hasRetryAfter(OpenApiFile file, JsonNode response) {
        JsonNode header = resolved(file, resolved(file, response).at("/headers/Retry-After"));
        return header.at("/schema/type").asText().equals("integer");
    }

    private static JsonNode resolved(OpenApiFile file, JsonNode node) {
        return node.has("$ref") ? file.resolve(node.path("$ref").asText()).orElseThrow() : node;
    }

    /** The representations of a response are its content types, and only a body with an order has the order's signature. */
    private static Stream<String> headersOf(Endpoint endpoint) {
        return Arrays.stream(endpoint.method().getParameters())
                .map(parameter -> parameter.getAnnotation(RequestHeader.class))
                .filter(Objects::nonNull)
                .map(RequestHeader::name)
                .filter(header -> !header.equals(HttpHeaders.ACCEPT))
                .filter(header ->
                        !header.equals("Order-Signature") || !endpoint.name().matches(".*/(cancellation|return)"));
    }

    private static Set<String> both(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(Collectors.toSet());
    }

    private static Stream<String> headersOf(OpenApiFile.Operation operation) {
        return operation
                .content()
                .path("parameters")
                .valueStream()
                .map(parameter -> resolved(operation.file(), parameter))
                .filter(parameter -> parameter.path("in").asText().equals("header"))
                .map(parameter -> parameter.path("name").asText());
    }

    static Stream<OpenApiFile> files() {
        return OpenApiFile.all();
    }

    private static JsonSchema specification() throws IOException {
        try (var file = PublishedInterfacesTest.class.getResourceAsStream("/openapi-3.1.schema.json")) {
            var published = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return JsonSchemaFactory.getInstance(
                            VersionFlag.V202012,
                            builder -> builder.schemaLoaders(loaders ->
                                    loaders.schemas(Map.of(SPECIFICATION, published, "urn:coincide:openapi", STRICT))))
                    .getSchema(SchemaLocation.of("urn:coincide:openapi"));
        }
    }
}
