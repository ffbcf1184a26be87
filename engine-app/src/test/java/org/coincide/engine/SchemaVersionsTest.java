package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.erdtman.jcs.JsonCanonicalizer;
import org.junit.jupiter.api.Test;

/**
 * A change of a schema needs a new version: {@code versions.json} has the digest of each version. Entries of released versions are never
 * rewritten. {@code -Dcoincide.docs.write=true} records a version that is not released.
 */
class SchemaVersionsTest {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final Path CONTRACT = Path.of("..", "docs", "contract");
    private static final Path VERSIONS = CONTRACT.resolve("versions.json");
    private static final String VERSION = "dataschema: ";

    /** Parts of a schema that no validator evaluates. */
    private static final List<String> PROSE = List.of("$schema", "$comment", "title", "description");

    @Test
    void eachSchemaHasTheDigestOfItsVersion() throws IOException {
        ObjectNode versions = (ObjectNode) JSON.readTree(VERSIONS.toFile());
        if (Boolean.getBoolean("coincide.docs.write")) {
            schemas().forEach((version, digest) -> {
                if (!versions.at("/" + version + "/released").asBoolean()) {
                    versions.putObject(version).put("digest", digest).put("released", false);
                }
            });
            Files.writeString(VERSIONS, JSON.writeValueAsString(versions) + "\n");
        }
        assertThat(schemas()).allSatisfy((version, digest) -> assertThat(
                        versions.path(version).path("digest").asText())
                .as(
                        "digest of %s. If it is released, change the version in $comment; if not, record it: mvn -q -pl engine-app -am test"
                                + " -Dtest=SchemaVersionsTest -Dsurefire.failIfNoSpecifiedTests=false -Dcoincide.docs.write=true",
                        version)
                .isEqualTo(digest));
    }

    private static Map<String, String> schemas() throws IOException {
        Map<String, String> schemas = new TreeMap<>();
        try (Stream<Path> files = Files.list(CONTRACT.resolve("schemas"))) {
            for (Path file : files.toList()) {
                JsonNode schema = JSON.readTree(file.toFile());
                schemas.put(schema.path("$comment").asText().replace(VERSION, ""), digest(schema));
            }
        }
        return schemas;
    }

    private static String digest(JsonNode schema) {
        try {
            String canonical = new JsonCanonicalizer(withoutProse(schema).toString()).getEncodedString();
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(canonical.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A property can have the name of a keyword, but its value is then a schema and no text. */
    private static JsonNode withoutProse(JsonNode node) {
        if (node instanceof ObjectNode object) {
            PROSE.stream().filter(name -> object.path(name).isTextual()).forEach(object::remove);
        }
        node.forEach(SchemaVersionsTest::withoutProse);
        return node;
    }
}
