package org.coincide.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Commands and requests that a reader copies from a page name profiles, properties, modules, settings and paths that exist. */
class DocumentedCommandsTest {

    /** Properties of Maven and its plugins. */
    private static final Set<String> PROPERTIES_OF_MAVEN = Set.of(
            "skipTests", "test", "it.test", "surefire.failIfNoSpecifiedTests", "failsafe.failIfNoSpecifiedTests");

    private final DocumentedCommands commands = new DocumentedCommands(Documentation.ofThisRepository());

    @Test
    void everyProfileExists() {
        Set<String> profiles = commands.profilesOfThePoms();

        assertThat(commands.profiles()).hasSizeGreaterThan(10);
        assertThat(commands.profiles().filter(profile -> !profiles.contains(profile.text())))
                .isEmpty();
    }

    @Test
    void everyModuleExists() {
        assertThat(commands.modules()).hasSizeGreaterThan(10);
        assertThat(commands.modules().filter(module -> !commands.hasModule(module.text())))
                .isEmpty();
    }

    @Test
    void everyPropertyIsRead() {
        assertThat(commands.properties()).hasSizeGreaterThan(50);
        assertThat(commands.properties()
                        .filter(property -> !PROPERTIES_OF_MAVEN.contains(property.text()))
                        .filter(property -> !commands.isRead(property.text())))
                .isEmpty();
    }

    @Test
    void everySettingIsInTheReference() {
        List<Pattern> reference = commands.settingsOfTheReference();

        assertThat(commands.settings()).hasSizeGreaterThan(10);
        assertThat(commands.settings().filter(setting -> reference.stream()
                        .noneMatch(name -> name.matcher(setting.text()).matches())))
                .isEmpty();
    }

    /** An example, such as a SKU or TRADING-ID, stands for a parameter of the operation's path. */
    @Test
    void everyRequestIsAnOperation() {
        Set<String> operations = commands.operations();
        Set<String> patterns = operations.stream()
                .map(operation -> operation.replaceAll("\\{[^}]*}", "[^/ ]+"))
                .collect(Collectors.toSet());

        assertThat(operations).hasSizeGreaterThan(80);
        assertThat(commands.requests()).hasSizeGreaterThan(100);
        assertThat(commands.requests().filter(request -> patterns.stream()
                        .noneMatch(request.text().replaceAll("/$", "/X")::matches)))
                .isEmpty();
    }
}
