package org.coincide.client.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.coincide.client.contract.Json;
import org.coincide.client.support.ContractFiles;
import org.junit.jupiter.api.Test;

/** The texts of the pages: each has a German translation. */
class PageTextsTest {

    private static final Path PAGES = Path.of("src", "main", "resources", "static");
    private static final String LITERAL = "('(?:[^'\\\\\\n]|\\\\.)*'|\"(?:[^\"\\\\\\n]|\\\\.)*\")";

    /** The text of a call of t, or both texts of a call of counted. */
    private static final Pattern TRANSLATED = Pattern.compile("\\bt\\(" + LITERAL);

    private static final Pattern COUNTED = Pattern.compile("\\bcounted\\([^;]*?" + LITERAL + ",\\s*" + LITERAL + "\\)");
    private static final Pattern MARKED = Pattern.compile("data-t>([^<]+)<|data-name=\"([^\"]+)\"");

    @Test
    void everyTextOfThePagesHasAGermanTranslation() throws IOException {
        var german =
                Json.STRICT.readTree(Files.readString(PAGES.resolve("texts").resolve("de.json")));
        Set<String> used = new TreeSet<>();
        try (Stream<Path> files = Files.list(PAGES)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var source = Files.readString(file);
                if (file.toString().endsWith(".js")) {
                    find(TRANSLATED, source, used);
                    find(COUNTED, source, used);
                } else if (file.toString().endsWith(".html")) {
                    find(MARKED, source, used);
                }
            }
        }
        assertThat(used).hasSizeGreaterThan(120);
        assertThat(used).filteredOn(text -> isMissing(german, text)).isEmpty();
    }

    @Test
    void everyRegisteredReasonHasAGermanText() throws IOException {
        var german =
                Json.STRICT.readTree(Files.readString(PAGES.resolve("texts").resolve("de.json")));
        var reasons = Json.STRICT.readTree(ContractFiles.text("reasons.json")).get("reasons");
        assertThat(reasons).hasSizeGreaterThan(40);
        assertThat(reasons)
                .extracting(reason -> "reason: " + reason.get("code").asText())
                .filteredOn(text -> isMissing(german, text))
                .isEmpty();
    }

    private static boolean isMissing(JsonNode german, String text) {
        return german.path(text).asText().isBlank();
    }

    private static void find(Pattern pattern, String source, Set<String> texts) {
        var matcher = pattern.matcher(source);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    texts.add(unquoted(matcher.group(group)));
                }
            }
        }
    }

    private static String unquoted(String literal) {
        return literal.matches("(?s)['\"].*")
                ? literal.substring(1, literal.length() - 1).replace("\\'", "'")
                : literal.strip().replaceAll("\\s+", " ").replace("&lt;", "<").replace("&gt;", ">");
    }
}
