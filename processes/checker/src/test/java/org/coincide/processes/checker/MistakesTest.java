package org.coincide.processes.checker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.coincide.processes.conventions.Convention;
import org.coincide.processes.model.CheckLimits;
import org.coincide.processes.model.Finding;
import org.coincide.processes.model.ModelSet;
import org.coincide.processes.paths.PathChecker;
import org.coincide.processes.paths.PathViolation;
import org.coincide.processes.support.DeclaredServer;
import org.coincide.processes.support.Models;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Mistakes of an editor, one in each file of {@code mistakes}, with the finding that the check gives. None is deployed that could stop
 * an order.
 */
class MistakesTest {

    private static final Path FOLDER = Path.of("src/test/resources/mistakes");
    /** The server's own models, read once: only the file of a mistake is read for it. */
    private static final ModelSet OWN = ModelSetReader.read(Models.files(), CheckLimits.DEFAULT, new ArrayList<>());

    private static final ModelChecker CHECKER = new ModelChecker(CheckLimits.DEFAULT, DeclaredServer.INTERFACE);

    private enum Answer {
        REFUSED("is refused"),
        REFUSED_ON_A_PATH("is refused on a path"),
        WARNED_OF("is warned of");

        private final String heading;

        Answer(String heading) {
            this.heading = heading;
        }

        static Answer of(String heading) {
            return Stream.of(values())
                    .filter(answer -> answer.heading.equals(heading))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException(heading));
        }
    }

    /**
     * A mistake.
     *
     * @param file the name of the test's file
     * @param model the file that the editor saves
     * @param changes text of the server's model, and the text that replaces it
     * @param finding the begin of the expected finding
     */
    private record Mistake(
            String file, String model, List<Map.Entry<String, String>> changes, Answer answer, String finding) {

        static Mistake read(Path file) {
            try {
                var sections = Files.readString(file).split("(?m)^--- ");
                var model = sections[0].lines().skip(1).findFirst().orElseThrow();
                List<Map.Entry<String, String>> changes = new ArrayList<>();
                for (int section = 1; section < sections.length - 1; section += 2) {
                    changes.add(Map.entry(body(sections[section]), body(sections[section + 1])));
                }
                var last = sections[sections.length - 1];
                var heading = last.lines().findFirst().orElseThrow();
                return new Mistake(
                        file.getFileName().toString().replace(".txt", ""),
                        model,
                        changes,
                        Answer.of(heading),
                        body(last));
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }

        private static String body(String section) {
            var text = section.substring(section.indexOf('\n') + 1);
            return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        }

        ModelSet models(List<Finding> unreadable) throws IOException {
            var text = Files.readString(Path.of("../models", model));
            for (var change : changes) {
                assertThat(text.split(java.util.regex.Pattern.quote(change.getKey()), -1))
                        .as("%s: places in %s", file, model)
                        .hasSize(2);
                text = text.replace(change.getKey(), change.getValue());
            }
            var changed = ModelSetReader.read(
                    Map.of(model, text.getBytes(StandardCharsets.UTF_8)), CheckLimits.DEFAULT, unreadable);
            var processes = new TreeMap<>(OWN.processes());
            processes.putAll(changed.processes());
            var decisions = new TreeMap<>(OWN.decisions());
            decisions.putAll(changed.decisions());
            var forms = new TreeMap<>(OWN.forms());
            forms.putAll(changed.forms());
            return new ModelSet(processes, decisions, forms);
        }

        boolean is(Finding found) {
            return found.toString().startsWith(finding) && found.binding() == (answer == Answer.REFUSED);
        }

        @Override
        public String toString() {
            return file;
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("mistakes")
    void isFound(Mistake mistake) throws IOException {
        List<Finding> findings = new ArrayList<>();
        var models = mistake.models(findings);
        if (findings.isEmpty()) {
            Convention.all()
                    .filter(convention -> convention.isBinding() || mistake.answer() == Answer.WARNED_OF)
                    .flatMap(convention -> convention.findings(models, DeclaredServer.INTERFACE))
                    .forEach(findings::add);
        }
        var isRefused = findings.stream().anyMatch(Finding::binding);

        assertThat(isRefused).as(findings.toString()).isEqualTo(mistake.answer() == Answer.REFUSED);
        if (mistake.answer() == Answer.REFUSED_ON_A_PATH) {
            assertThat(violations(mistake, models))
                    .anySatisfy(text -> assertThat(text).startsWith(mistake.finding()));
        } else if (findings.stream().noneMatch(mistake::is)) {
            assertThat(CHECKER.check(models).advice()).as(findings.toString()).anyMatch(mistake::is);
        }
    }

    /** The path check stops at the expected violation. */
    private static List<String> violations(Mistake mistake, ModelSet models) {
        return PathChecker.checkUntil(mistake.finding(), models, DeclaredServer.INTERFACE, CheckLimits.DEFAULT)
                .violations()
                .stream()
                .map(PathViolation::text)
                .toList();
    }

    @Test
    void eachFileHasItsFinding() throws IOException {
        assertThat(mistakes()).hasSizeGreaterThan(72).allSatisfy(mistake -> assertThat(mistake.finding())
                .isNotBlank());
    }

    static Stream<Mistake> mistakes() throws IOException {
        try (var files = Files.list(FOLDER)) {
            return files.sorted().map(Mistake::read).toList().stream();
        }
    }
}
