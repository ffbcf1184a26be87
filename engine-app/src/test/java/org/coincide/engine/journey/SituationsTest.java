package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Compares the table of situations with the journey tests: each row names existing tests, and each test has a row. */
class SituationsTest {

    private static final Path TABLE = Path.of("../docs/situations.md");
    private static final Path JOURNEYS = Path.of("src/test/java/org/coincide/engine/journey");

    /** Tests of the API and of models, and the long form of TextsIT. They are no situations of an order. */
    private static final Set<String> OF_NO_ORDER = Set.of(
            "ClientAdministrationIT",
            "EveryTextIT",
            "ModelUpdatesIT",
            "RestApiIT",
            "TaskAnswersIT",
            "OperatorActionsIT",
            "OperatorTradesIT",
            "OperatorPagesIT",
            "OperatorAdministrationIT",
            "OperatorTradePageIT",
            "InstanceMigrationIT",
            "PaymentStepsMigrationIT",
            "InvalidModelsIT",
            "StatementsIT");

    private static final Pattern TEST = Pattern.compile("`(\\w+IT)#(\\w+)`");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachSituationHasItsTest(String situation, String row) {
        List<MatchResult> tests = TEST.matcher(row).results().toList();
        assertThat(tests).as("tests named in: %s", row).isNotEmpty();
        for (MatchResult test : tests) {
            assertThat(tests(test.group(1)).filter(test.group(2)::equals))
                    .as(test.group())
                    .hasSize(1);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void eachScenarioHasItsRow(String scenario) throws IOException {
        assertThat(rows().map(row -> row.get()[1].toString())).anyMatch(row -> row.contains("`" + scenario + "`"));
    }

    static Stream<String> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(JOURNEYS)) {
            return files
                    .map(file -> file.getFileName().toString().replace(".java", ""))
                    .filter(name -> name.endsWith("IT") && !OF_NO_ORDER.contains(name))
                    .sorted()
                    .flatMap(journey -> tests(journey).map(test -> journey + "#" + test))
                    .toList()
                    .stream();
        }
    }

    static Stream<Arguments> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| situation ") && !line.startsWith("| ---"))
                .map(line -> Arguments.of(line.split("\\|")[1].strip(), line));
    }

    /** The tests that a class runs on both databases; none of a class that runs on one. */
    private static Stream<String> tests(String journey) {
        try {
            return Arrays.stream(Class.forName(SituationsTest.class.getPackageName() + "." + journey)
                            .getDeclaredClasses())
                    .filter(nested -> nested.getSimpleName().equals("OnEachDatabase"))
                    .flatMap(nested -> Arrays.stream(nested.getDeclaredMethods()))
                    .filter(SituationsTest::isTest)
                    .map(Method::getName)
                    .sorted();
        } catch (ClassNotFoundException e) {
            throw new IllegalArgumentException("There is no test class " + journey, e);
        }
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
