package org.coincide.engine.models;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.model.dmn.Dmn;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.engine.sandbox.ParserApplicationContext;
import org.coincide.engine.sandbox.ServerInterfaceProvider;
import org.coincide.processes.checker.CheckReport;
import org.coincide.processes.checker.ModelChecker;
import org.coincide.processes.model.BpmnReader;
import org.coincide.processes.model.Finding;
import org.coincide.processes.server.ServerInterface;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** The command {@code java -jar engine-app.jar check FOLDER}: checks models as the server does, without starting it. */
public final class CheckCommand {

    /** The first argument of the command. */
    public static final String NAME = "check";

    private static final int ACCEPTED = 0;
    private static final int REFUSED = 1;
    private static final int USAGE = 2;

    private CheckCommand() {}

    /**
     * Runs the command.
     *
     * @return exit code: 0 if the models are accepted, 1 if not, 2 if an argument is invalid
     */
    public static int run(List<String> arguments, PrintStream out) {
        LoggingSystem.get(CheckCommand.class.getClassLoader()).beforeInitialize();
        return check(arguments, out);
    }

    static int check(List<String> arguments, PrintStream out) {
        CheckArguments options;
        try {
            options = CheckArguments.of(arguments.subList(1, arguments.size()));
        } catch (IllegalArgumentException invalid) {
            out.println(invalid.getMessage());
            out.println(CheckArguments.USAGE);
            return USAGE;
        }
        ModelFolder folder = ModelFolder.read(options.folder(), options.limits());
        Map<String, byte[]> own = ModelFiles.bundled().contents();
        Map<String, byte[]> files = folder.files().over(ModelFiles.bundled()).contents();
        ModelCheck.inBackground("model-reader", () -> readAhead(own));
        try (ConfigurableApplicationContext server = ParserApplicationContext.open()) {
            ServerInterface declared =
                    server.getBean(ServerInterfaceProvider.class).get().withTopics(options.topics());
            ModelChecker checker = new ModelChecker(options.limits(), declared);
            CheckReport report = new ModelCheck(checker, server.getBean(ModelParser.class))
                    .check(new ModelFiles(files))
                    .with(folder.findings(options.folder()));
            print("error", report.errors(), out);
            print("advice", report.advice(), out);
            out.println(report);
            Map<String, List<String>> differences = options.simulate() ? checker.simulate(own, files) : Map.of();
            print(differences, out);
            if (options.report() != null) {
                Files.writeString(options.report(), checker.page(files, report, differences));
                out.println("report: " + options.report());
            }
            return report.isAccepted() ? ACCEPTED : REFUSED;
        } catch (IOException unwritable) {
            out.println("The report cannot be written to " + options.report() + ": " + unwritable);
            return USAGE;
        }
    }

    /** Loads the classes and schemas that the check needs next, while the application context opens: both take some time. */
    private static void readAhead(Map<String, byte[]> own) {
        own.forEach((file, content) -> {
            if (file.endsWith(".bpmn")) {
                BpmnReader.read(new ByteArrayInputStream(content));
            } else if (file.endsWith(".dmn")) {
                Dmn.readModelFromStream(new ByteArrayInputStream(content));
            }
        });
    }

    /** Prints the messages to clients that differ from those of the server's own models. */
    private static void print(Map<String, List<String>> differences, PrintStream out) {
        differences.forEach((situation, lines) -> {
            if (!lines.isEmpty()) {
                out.println("situation: " + situation);
                lines.forEach(line -> out.println("  " + line));
            }
        });
        if (!differences.isEmpty()) {
            out.printf(
                    "%d situations played: clients receive other messages in %d%n",
                    differences.size(),
                    differences.values().stream()
                            .filter(lines -> !lines.isEmpty())
                            .count());
        }
    }

    private static void print(String severity, List<Finding> findings, PrintStream out) {
        findings.forEach(finding -> out.printf("%s: %s%n  rule: %s%n", severity, finding, finding.rule()));
    }
}
