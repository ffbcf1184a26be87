package org.coincide.engine.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.processes.server.SendsMessage;
import org.coincide.processes.server.SendsMessages;
import org.coincide.processes.server.ServerInterface;
import org.coincide.processes.server.ServerInterfaceFile;
import org.coincide.processes.server.StartsProcess;
import org.coincide.processes.server.StartsProcesses;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;

/** The file that the tests of the models read has the declarations of the server's beans. */
class ServerInterfaceTest {

    private static final Path FILE = Path.of("../processes/server-interface.json");
    private static final String WRITE = "coincide.test.write";

    private static final Set<String> SENDING =
            Set.of("createMessageCorrelation", "messageEventReceived", "correlateMessage");
    private static final String STARTING = "startProcessInstanceByKey";

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.coincide.engine");

    @Test
    void theFileHasTheDeclarationsOfTheBeans() throws IOException {
        try (ConfigurableApplicationContext server = ParserApplicationContext.open()) {
            ServerInterface declared =
                    server.getBean(ServerInterfaceProvider.class).get();
            String json = ServerInterfaceFile.write(declared);
            if (Boolean.getBoolean(WRITE)) {
                Files.writeString(FILE, json);
            }
            assertThat(firstDifference(Files.readAllLines(FILE), json.lines().toList()))
                    .as(
                            "%s is stale. Write it: mvn -q -pl engine-app -am test -Dtest=ServerInterfaceTest "
                                    + "-Dsurefire.failIfNoSpecifiedTests=false -D" + WRITE,
                            FILE)
                    .isEmpty();
        }
    }

    private static String firstDifference(List<String> file, List<String> declared) {
        for (int line = 0; line < Math.max(file.size(), declared.size()); line++) {
            String before = line < file.size() ? file.get(line) : "";
            String after = line < declared.size() ? declared.get(line) : "";
            if (!before.equals(after)) {
                return "line %d: %s, but declared: %s".formatted(line + 1, before.strip(), after.strip());
            }
        }
        return "";
    }

    @Test
    void aClassThatSendsAMessageDeclaresIt() {
        assertThat(callersOf(SENDING))
                .isEqualTo(annotated(SendsMessage.class.getName(), SendsMessages.class.getName()));
    }

    @Test
    void aClassThatStartsAProcessDeclaresIt() {
        assertThat(callersOf(Set.of(STARTING)))
                .isEqualTo(annotated(StartsProcess.class.getName(), StartsProcesses.class.getName()));
    }

    private Set<String> callersOf(Set<String> methods) {
        return classes.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isEquivalentTo(RuntimeService.class))
                .filter(call -> methods.contains(call.getName()))
                .map(call -> call.getOriginOwner().getName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> annotated(String one, String several) {
        return classes.stream()
                .filter(type -> type.isAnnotatedWith(one) || type.isAnnotatedWith(several))
                .map(JavaClass::getName)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
