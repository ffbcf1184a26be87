package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.YamlMapFactoryBean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The OpenAPI files of docs/contract and docs/interfaces against the specification and against the server's endpoints. */
class PublishedInterfacesTest {

    private static final Path DOCS = Path.of("../docs");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SPECIFICATION = "https://spec.openapis.org/oas/3.1/schema/2025-11-23";

    /** The specification with its schema objects checked, too, as JSON Schema 2020-12. */
    private static final String STRICT =
            """
            {"$id": "urn:coincide:openapi", "$schema": "https://json-schema.org/draft/2020-12/schema", "$ref": "%s",
             "$defs": {"schema": {"$dynamicAnchor": "meta", "$ref": "https://json-schema.org/draft/2020-12/schema"}}}"""
                    .formatted(SPECIFICATION);

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Pattern CHOICE = Pattern.compile("\\{\\w+:([\\w|]+)}");

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void theFileFollowsTheSpecification(Path file) {
        assertThat(specification().validate(read(file))).isEmpty();
    }

    @Test
    void aSchemaOfAnUnknownTypeBreaksTheSpecification() {
        var api = (ObjectNode) read(DOCS.resolve("interfaces/bank.yaml"));
        var payment = (ObjectNode) api.at("/components/schemas/Payment");

        payment.put("type", "objekt");

        assertThat(specification().validate(api)).isNotEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("files")
    void everyReferenceLeadsSomewhere(Path file) {
        assertThat(read(file).findValuesAsText("$ref").stream().filter(reference -> !leadsSomewhere(file, reference)))
                .isEmpty();
    }

    @Test
    void theFilesDescribeAllEndpointsAndNoOthers() {
        Set<String> described =
                files().flatMap(file -> operations(read(file))).collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(endpoints());
    }

    static Stream<Path> files() {
        try (Stream<Path> interfaces = Files.list(DOCS.resolve("interfaces"))) {
            return Stream.concat(interfaces.toList().stream(), Stream.of(DOCS.resolve("contract/openapi.yaml")))
                    .sorted();
        } catch (IOException missing) {
            throw new AssertionError("docs/interfaces has the OpenAPI files", missing);
        }
    }

    private static JsonSchema specification() {
        var schemas = JsonSchemaFactory.getInstance(
                VersionFlag.V202012,
                builder -> builder.schemaLoaders(loaders -> loaders.schemas(
                        Map.of(SPECIFICATION, resource("/openapi-3.1.schema.json"), "urn:coincide:openapi", STRICT))));
        return schemas.getSchema(SchemaLocation.of("urn:coincide:openapi"));
    }

    private static String resource(String name) {
        try (var file = PublishedInterfacesTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException missing) {
            throw new AssertionError(missing);
        }
    }

    private static JsonNode read(Path file) {
        if (file.toString().endsWith(".json")) {
            try {
                return JSON.readTree(file.toFile());
            } catch (IOException missing) {
                throw new AssertionError(missing);
            }
        }
        var yaml = new YamlMapFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        return JSON.valueToTree(yaml.getObject());
    }

    private static boolean leadsSomewhere(Path file, String reference) {
        String[] parts = reference.split("#", 2);
        Path target = parts[0].isEmpty() ? file : file.resolveSibling(parts[0]);
        return Files.exists(target)
                && (parts.length == 1 || !read(target).at(parts[1]).isMissingNode());
    }

    private static Stream<String> operations(JsonNode api) {
        return api.path("paths").properties().stream().flatMap(path -> path.getValue().properties().stream()
                .map(Map.Entry::getKey)
                .filter(METHODS::contains)
                .map(method -> method.toUpperCase() + " " + path.getKey()));
    }

    private static Set<String> endpoints() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(RestController.class));
        return scan.findCandidateComponents("org.coincide.engine").stream()
                .map(bean -> ClassUtils.resolveClassName(bean.getBeanClassName(), null))
                .filter(PublishedInterfacesTest::ships)
                .flatMap(controller -> Arrays.stream(controller.getDeclaredMethods()))
                .flatMap(PublishedInterfacesTest::endpoints)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean ships(Class<?> controller) {
        return !controller
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .getPath()
                .endsWith("/test-classes/");
    }

    private static Stream<String> endpoints(Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Arrays.stream(mapping.path())
                        .flatMap(PublishedInterfacesTest::choices)
                        .flatMap(path -> Arrays.stream(mapping.method()).map(verb -> verb + " " + path));
    }

    /** {@code {wish:cancellation|return}} stands for two paths. */
    private static Stream<String> choices(String path) {
        Matcher choice = CHOICE.matcher(path);
        return choice.find()
                ? List.of(choice.group(1).split("\\|")).stream().map(value -> choice.replaceFirst(value))
                : Stream.of(path);
    }
}
