package org.coincide.engine.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of situations claims no test that is not there. */
class SituationsTest {

    private static final Path TABLE = Path.of("../docs/situations.md");
    private static final Pattern TEST = Pattern.compile("`(\\w+Suite)#(\\w+)`");

    @ParameterizedTest(name = "{0}")
    @MethodSource("rows")
    void eachSituationHasItsTest(String situation, String row) throws ClassNotFoundException {
        List<MatchResult> tests = TEST.matcher(row).results().toList();
        assertThat(tests).as("tests named in: %s", row).isNotEmpty();
        for (MatchResult test : tests) {
            Class<?> suite = Class.forName(SituationsTest.class.getPackageName() + "." + test.group(1));
            assertThat(Arrays.stream(suite.getDeclaredMethods())
                            .filter(method -> method.getName().equals(test.group(2)))
                            .filter(SituationsTest::isTest))
                    .as(test.group())
                    .hasSize(1);
        }
    }

    static Stream<Arguments> rows() throws IOException {
        return Files.readAllLines(TABLE).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| situation ") && !line.startsWith("| ---"))
                .map(line -> Arguments.of(line.split("\\|")[1].strip(), line));
    }

    private static boolean isTest(Method method) {
        return method.isAnnotationPresent(Test.class) || method.isAnnotationPresent(ParameterizedTest.class);
    }
}
