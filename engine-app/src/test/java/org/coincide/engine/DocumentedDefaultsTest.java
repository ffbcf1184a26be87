package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Defaults that a document repeats beside the name of a setting, such as "{@code `coincide.relay.lease`, 15 s}". */
class DocumentedDefaultsTest {

    private static final Path DOCS = Path.of("../docs");

    private static final String VALUE =
            "(\\d[\\d,]*)(?<!,) ?(ms|s|seconds|minutes|min|hours|h|days|d|kB|KB|MB|GB|%)?\\b";
    private static final String SETTING = "`(coincide\\.[a-z.-]+)`";

    private static final Pattern ROW = Pattern.compile("(?m)^\\| " + SETTING + " \\|[^|]*\\|[^|]*\\| `([^`]*)` \\|");
    private static final Pattern AFTER = Pattern.compile(SETTING + "(?:, | \\()" + VALUE);
    private static final Pattern BEFORE = Pattern.compile(VALUE + " \\(" + SETTING + "\\)");

    private static final Map<String, String> UNITS =
            Map.of("seconds", "s", "minutes", "m", "min", "m", "hours", "h", "days", "d", "%", "");

    @Test
    void repeatedDefaultsAreThoseOfTheSettings() throws IOException {
        Map<String, Set<String>> defaults = defaults();
        List<String> repeated = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        for (Path document : documents()) {
            String text = Files.readString(document);
            AFTER.matcher(text)
                    .results()
                    .forEach(found ->
                            compare(defaults, found.group(1), found.group(2), found.group(3), repeated, wrong));
            BEFORE.matcher(text)
                    .results()
                    .forEach(found ->
                            compare(defaults, found.group(3), found.group(1), found.group(2), repeated, wrong));
        }

        assertThat(repeated).hasSizeGreaterThan(3);
        assertThat(wrong).isEmpty();
    }

    private static void compare(
            Map<String, Set<String>> defaults,
            String setting,
            String number,
            String unit,
            List<String> repeated,
            List<String> wrong) {
        String value = number.replace(",", "") + (unit == null ? "" : UNITS.getOrDefault(unit, unit));
        repeated.add(setting);
        if (!defaults.getOrDefault(setting, Set.of()).contains(value.toLowerCase(Locale.ROOT))) {
            wrong.add(setting + " = " + value + " instead of " + defaults.get(setting));
        }
    }

    /** The defaults of server and client; settings of the same name can differ. */
    private static Map<String, Set<String>> defaults() throws IOException {
        Map<String, Set<String>> defaults = new HashMap<>();
        Matcher rows = ROW.matcher(Files.readString(DOCS.resolve("settings.md")));
        while (rows.find()) {
            defaults.computeIfAbsent(rows.group(1), name -> new HashSet<>())
                    .add(rows.group(2).toLowerCase(Locale.ROOT));
        }
        return defaults;
    }

    /** Not the changelog and the decisions, which name the defaults of their time. */
    private static List<Path> documents() throws IOException {
        try (Stream<Path> files = Files.walk(DOCS)) {
            return files.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !file.startsWith(DOCS.resolve("adr")))
                    .filter(file -> !file.endsWith("changelog.md"))
                    .toList();
        }
    }
}
