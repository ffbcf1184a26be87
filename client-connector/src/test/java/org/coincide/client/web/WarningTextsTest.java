package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.junit.jupiter.api.Test;

/** The texts of all warnings, taken from the sources that make them: each has a German translation, and each translation a text. */
class WarningTextsTest {

    private static final Path SOURCES = Path.of("src", "main", "java", "org", "coincide", "client");
    private static final Path GERMAN = Path.of("src", "main", "resources", "static", "texts", "de.json");

    /** Classes that make a warning, or the reason of one. */
    private static final Pattern MAKES_WARNINGS = Pattern.compile(
            "Warning\\.of\\(|ReadResult\\.(Invalid|Untrusted)\\(|\\bwarning\\(WarningType|new Invariant\\(");

    private static final List<String> REASONS =
            List.of("contract/MessageConsistency", "verification/MessageBounds", "verification/Transitions");

    /** Texts within the text of a warning, by the kind of their translation. */
    private static final List<String> SIGNATURES =
            List.of("signatures/DetachedSignature", "signatures/SignatureHeader", "signatures/PublicKey");

    private static final List<String> SCHEMAS = List.of("contract/ValidationErrors");

    private final JsonNode german;

    WarningTextsTest() throws IOException {
        german = Json.STRICT.readTree(Files.readString(GERMAN));
    }

    @Test
    void eachWarningHasAGermanText() throws IOException {
        Set<String> texts = ofWarnings();
        assertThat(texts).hasSizeGreaterThan(70);
        assertThat(texts).filteredOn(text -> !isTranslated("warning", text)).isEmpty();
    }

    @Test
    void eachFaultOfASignatureHasAGermanText() throws IOException {
        Set<String> texts = of(SIGNATURES);
        assertThat(texts).hasSizeGreaterThan(10);
        assertThat(texts).filteredOn(text -> !isTranslated("detail", text)).isEmpty();
    }

    @Test
    void eachFaultOfTheSchemaHasAGermanText() throws IOException {
        Set<String> texts = of(SCHEMAS);
        assertThat(texts).hasSizeGreaterThan(20);
        assertThat(texts)
                .filteredOn(text -> german.path(text).asText().isBlank() && !isTranslated("fault", text))
                .isEmpty();
    }

    /** A translation whose text has changed is dead. */
    @Test
    void eachTranslationBelongsToAWarning() throws IOException {
        Set<String> texts = ofWarnings();
        List<String> keys = german.properties().stream()
                .map(entry -> entry.getKey())
                .filter(key -> key.startsWith("warning: "))
                .toList();
        assertThat(keys).hasSizeGreaterThan(60);
        assertThat(keys)
                .filteredOn(key -> texts.stream().noneMatch(text -> isOf(key, "warning", text)))
                .isEmpty();
    }

    private static Set<String> ofWarnings() throws IOException {
        Set<String> texts = of(REASONS);
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                if (MAKES_WARNINGS.matcher(Files.readString(file)).find()) {
                    texts.addAll(SourceTexts.of(file));
                }
            }
        }
        return texts;
    }

    private static Set<String> of(List<String> classes) throws IOException {
        Set<String> texts = new TreeSet<>();
        for (String name : classes) {
            texts.addAll(SourceTexts.of(SOURCES.resolve(name + ".java")));
        }
        return texts;
    }

    private boolean isTranslated(String kind, String text) {
        return german.properties().stream()
                .anyMatch(entry -> isOf(entry.getKey(), kind, text)
                        && !entry.getValue().asText().isBlank());
    }

    /** Compares with each value as one word, as the page does. */
    private static boolean isOf(String key, String kind, String text) {
        String begin = kind + ": ";
        return key.startsWith(begin)
                && text.replaceAll("\\{\\d}", "{}")
                        .equals(key.substring(begin.length()).replaceAll("\\{\\d}", "{}"));
    }
}
