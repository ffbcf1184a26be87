package org.coincide.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A model and its picture in the documentation. The picture contains the digest of the model. */
record ModelDiagram(Path model, Path svg) {

    private static final Pattern STATE = Pattern.compile("data-model-sha256=\"([0-9a-f]{64})\"");

    /** Lists all models. The picture of an example is beside the model, all others are in docs/images. */
    static Stream<ModelDiagram> all() {
        Documentation documentation = Documentation.ofThisRepository();
        return documentation.files().stream()
                .filter(file -> file.toString().endsWith(".bpmn"))
                .filter(file -> file.startsWith("processes/models") || file.startsWith("docs/examples"))
                .sorted()
                .map(file -> new ModelDiagram(
                        documentation.root().resolve(file), documentation.root().resolve(svgOf(file))));
    }

    private static Path svgOf(Path model) {
        String name = model.getFileName().toString().replace(".bpmn", ".svg");
        return model.startsWith("docs") ? model.resolveSibling(name) : Path.of("docs/images", name);
    }

    boolean isCurrent() {
        return Files.exists(svg)
                && STATE.matcher(text(svg)).results().anyMatch(state -> state.group(1)
                        .equals(stateOfModel()));
    }

    /** The digest of the model's text, independent of line endings. */
    String stateOfModel() {
        try {
            byte[] text = text(model).replace("\r\n", "\n").getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256", impossible);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return model.getFileName().toString();
    }
}
