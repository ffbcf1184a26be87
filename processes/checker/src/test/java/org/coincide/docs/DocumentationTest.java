package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DocumentationTest {

    private static final Pattern FILE =
            Pattern.compile("[\\w./-]+\\.(java|bpmn|json|yaml|md|xml|properties|sql|csv|svg|html|js)");
    private static final Pattern CLASS = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+");

    /** Files that the programs or their users create. */
    private static final Set<String> NOT_IN_THE_REPOSITORY = Set.of(
            "/.well-known/jwks.json",
            "/docs/index.html",
            "/etc/coincide/client.yaml",
            "/etc/coincide/server.yaml",
            "/var/lib/coincide/data/accounts.properties",
            "data/client-acme/login.properties",
            "/var/lib/coincide/data/server-keys.json",
            "application.properties",
            "data/accounts.properties",
            "data/server-keys.json",
            "data/signing-key.json",
            "data/signing-key-next.json",
            "processes.xml",
            "activemq.xml",
            "server-keys.json",
            "target/benchmark.html",
            "target/benchmark.json",
            "target/benchmark.svg");

    /** Classes of the JDK, Spring and JMS. */
    private static final Set<String> CLASSES_OF_OTHERS = Set.of(
            "AmazonCorrettoCryptoProvider",
            "JdbcClient",
            "JmsTemplate",
            "DataSource",
            "ObjectMessage",
            "TextMessage",
            "CachingConnectionFactory");

    private final Documentation documentation = Documentation.ofThisRepository();
    private final DocumentedFacts facts = new DocumentedFacts(documentation);

    @Test
    void everyRelativeLinkLeadsSomewhere() {
        assertThat(documentation.relativeLinks().filter(link -> !documentation.leadsSomewhere(link)))
                .isEmpty();
    }

    @Test
    void everyFileThatIsNamedExists() {
        assertThat(documentation
                        .codeWords()
                        .filter(word -> FILE.matcher(word.text()).matches())
                        .filter(word -> !NOT_IN_THE_REPOSITORY.contains(word.text()))
                        .filter(word -> !documentation.hasFileEndingWith(word.text())))
                .isEmpty();
    }

    @Test
    void everyClassThatIsNamedExists() {
        assertThat(documentation
                        .codeWords()
                        .filter(word -> CLASS.matcher(word.text()).matches())
                        .filter(word -> !CLASSES_OF_OTHERS.contains(word.text()))
                        .filter(word -> !documentation.hasFileEndingWith(word.text() + ".java")))
                .isEmpty();
    }

    @Test
    void everyTestThatACommandRunsExists() {
        assertThat(documentation.testsOfCommands()).isNotEmpty().allMatch(documentation::hasTest);
    }

    /** Prometheus' names have an underscore where Micrometer's have a dot. */
    @Test
    void everyMetricIsExplained() {
        String explained = documentation.text(Path.of("docs/operations/monitoring.md"));

        assertThat(facts.metrics().map(metric -> metric.replace('.', '_')))
                .isNotEmpty()
                .allMatch(explained::contains);
    }

    @Test
    void everyTaskForPeopleIsExplained() {
        String explained = documentation.text(Path.of("docs/operations/trades.md"));

        assertThat(facts.userTasks()).isNotEmpty().allMatch(explained::contains);
    }

    @Test
    void theDependenciesAreThoseOfThePoms() {
        assertThat(facts.explainedDependencies())
                .containsExactlyInAnyOrderElementsOf(facts.dependencies().collect(Collectors.toSet()));
    }

    @Test
    void linksLeadFromTheIndexToEveryPage() {
        assertThat(documentation.reachableFrom(Path.of("docs/README.md"))).containsAll(documentation.pages());
    }

    @Test
    void allPagesAreRead() {
        assertThat(documentation.pages()).contains(Path.of("README.md"), Path.of("docs/README.md"));
    }
}
