package org.coincide.docs;

import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Facts of POMs, code and models that the documentation must explain. */
record DocumentedFacts(Documentation documentation) {

    private static final Pattern METER =
            Pattern.compile("(?:builder|counter|gauge|seconds|Figure)\\(\\s*\"(coincide\\.[a-z.]+)\"");
    private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask id=\"\\w+\" name=\"([^\"]+)\"");
    private static final Pattern DEPENDENCY =
            Pattern.compile("<dependency>\\s*<groupId>([^<]+)</groupId>\\s*<artifactId>([^<]+)</artifactId>");
    private static final Pattern MANAGED = Pattern.compile("(?s)<dependencyManagement>.*?</dependencyManagement>");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\| ([^|]+) \\|");

    /** The names of the meters that both programs register. */
    Stream<String> metrics() {
        return documentation.files().stream()
                .filter(file -> file.toString().contains("src/main/java"))
                .flatMap(source -> METER.matcher(documentation.text(source)).results())
                .map(meter -> meter.group(1));
    }

    /** The names of the user tasks in the models. */
    Stream<String> userTasks() {
        return documentation.files().stream()
                .filter(file ->
                        file.startsWith("processes/models") && file.toString().endsWith(".bpmn"))
                .flatMap(model -> USER_TASK.matcher(documentation.text(model)).results())
                .map(task -> task.group(1));
    }

    /** The direct dependencies of the POMs, without this project's modules. */
    Stream<String> dependencies() {
        return documentation.files().stream()
                .filter(file -> file.endsWith("pom.xml"))
                .map(pom -> MANAGED.matcher(documentation.text(pom)).replaceAll(""))
                .flatMap(pom -> DEPENDENCY.matcher(pom).results())
                .filter(dependency -> !dependency.group(1).equals("org.coincide"))
                .map(dependency -> dependency.group(2));
    }

    /** The artifacts in the first column of the tables of docs/dependencies.md. */
    Set<String> explainedDependencies() {
        return FIRST_COLUMN
                .matcher(documentation.text(Path.of("docs/dependencies.md")))
                .results()
                .flatMap(cell -> Documentation.CODE.matcher(cell.group(1)).results())
                .map(code -> code.group(1))
                .collect(Collectors.toSet());
    }
}
