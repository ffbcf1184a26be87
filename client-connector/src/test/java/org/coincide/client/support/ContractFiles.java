package org.coincide.client.support;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.coincide.client.contract.Json;

/** The contract's files on the class path, above all its examples. */
public final class ContractFiles {

    private ContractFiles() {}

    public static ObjectNode example(String name) {
        try {
            return (ObjectNode) Json.STRICT.readTree(text("examples/" + name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The example order with another reference. */
    public static ObjectNode order(String reference) {
        return ((ObjectNode) example("order").get("data")).put("orderReference", reference);
    }

    public static String text(String path) {
        try (var file = Objects.requireNonNull(
                ContractFiles.class.getClassLoader().getResourceAsStream("contract/" + path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
