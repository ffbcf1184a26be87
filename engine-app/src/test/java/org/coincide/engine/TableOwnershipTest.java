package org.coincide.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table is read and written by the classes of one package. Checks the SQL in the string literals of the sources. */
class TableOwnershipTest {

    private static final Path SOURCES = Path.of("src/main/java/org/coincide/engine");
    private static final Path MIGRATIONS = Path.of("src/main/resources/db");
    private static final Pattern DEFINED = Pattern.compile("CREATE (?:TABLE|VIEW) (\\w+)");
    private static final Pattern LITERAL =
            Pattern.compile("\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"", Pattern.DOTALL);
    private static final Pattern USED = Pattern.compile("\\b(?:FROM|INTO|UPDATE|JOIN)\\s+(\\w+)");

    @Test
    void eachTableIsUsedByOnePackage() throws IOException {
        var packages = packagesByTable();

        assertThat(packages).allSatisfy((table, users) -> assertThat(users)
                .as("packages with SQL for the table %s", table)
                .hasSize(1));
        assertThat(packages.keySet()).isEqualTo(definedTables());
    }

    private static Map<String, Set<String>> packagesByTable() throws IOException {
        var tables = definedTables();
        Map<String, Set<String>> packages = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                literals(Files.readString(file))
                        .flatMap(literal -> USED.matcher(literal).results())
                        .map(match -> match.group(1))
                        .filter(tables::contains)
                        .forEach(table -> packages.computeIfAbsent(table, name -> new TreeSet<>())
                                .add(SOURCES.relativize(file.getParent()).toString()));
            }
        }
        return packages;
    }

    private static Stream<String> literals(String source) {
        return LITERAL.matcher(source).results().map(MatchResult::group);
    }

    private static Set<String> definedTables() throws IOException {
        try (Stream<Path> files = Files.walk(MIGRATIONS)) {
            return files.filter(file -> file.toString().endsWith(".sql"))
                    .map(TableOwnershipTest::text)
                    .flatMap(text -> DEFINED.matcher(text).results())
                    .map(match -> match.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
