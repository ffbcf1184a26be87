package org.coincide.engine.models;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.coincide.engine.sandbox.ModelBeanNames;
import org.coincide.engine.sandbox.ModelParser;
import org.coincide.engine.sandbox.ParserApplicationContext;
import org.coincide.processes.checks.Beans;
import org.coincide.processes.checks.Finding;
import org.coincide.processes.rulebook.Rulebook;
import org.coincide.processes.rulebook.Verdict;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;

/** {@code java -jar engine-app.jar check FOLDER}: what the server would say of the models in a folder, without a server. */
public final class CheckCommand {

    /** The first argument that asks for it. */
    public static final String NAME = "check";

    private static final int GOOD = 0;
    private static final int OBJECTIONS = 1;
    private static final int NOT_ASKED_PROPERLY = 2;
    private static final int MOST_STATES = 1_000_000;

    private CheckCommand() {}

    /** @return the exit code: 0 where the models may run, 1 where not, 2 where there is no such folder */
    public static int run(List<String> arguments, PrintStream out) {
        LoggingSystem.get(CheckCommand.class.getClassLoader()).beforeInitialize();
        return check(arguments, out);
    }

    static int check(List<String> arguments, PrintStream out) {
        if (arguments.size() != 2 || !Files.isDirectory(Path.of(arguments.get(1)))) {
            out.println("usage: check FOLDER, where FOLDER has .bpmn and .dmn files");
            return NOT_ASKED_PROPERLY;
        }
        ModelFiles files = ModelFiles.in(Path.of(arguments.get(1))).over(ModelFiles.ofTheJar());
        Verdict verdict = judge(files);
        tell("wrong", verdict.objections(), out);
        tell("could read better", verdict.advice(), out);
        out.println(verdict);
        return verdict.isGood() ? GOOD : OBJECTIONS;
    }

    private static Verdict judge(ModelFiles files) {
        try (ConfigurableApplicationContext server = ParserApplicationContext.open()) {
            Beans beans = server.getBean(ModelBeanNames.class).all();
            return new ModelCheck(new Rulebook(MOST_STATES, beans), server.getBean(ModelParser.class)).judge(files);
        }
    }

    private static void tell(String how, List<Finding> findings, PrintStream out) {
        findings.forEach(finding -> out.printf("%s: %s%n  rule: %s%n", how, finding, finding.rule()));
    }
}
