package org.coincide.engine;

import java.io.PrintStream;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.coincide.engine.broker.external.BrokerConfigurationCommand;
import org.coincide.engine.models.CheckCommand;

/** The arguments of the server that are not settings: a command, or a request for help. */
final class CommandLine {

    private static final String USAGE =
            """
            Usage: engine-app [--SETTING=VALUE …]          start the server
                   engine-app COMMAND [OPTION …]

            Commands:
              check FOLDER           check the models of a folder as the server does, without starting it
              broker-configuration   print activemq.xml for an external broker, with queues, passwords and rights

            Options:
              --help                 print this text

            Settings have the names of docs/settings.md, such as --coincide.data-directory=/var/lib/coincide/data.
            Exit codes: 0 done or stopped by SIGINT, 1 refused start or negative result, 2 invalid arguments,
            143 stopped by SIGTERM.
            """;

    private static final Set<String> HELP = Set.of("--help", "-h", "help");
    private static final Set<String> COMMANDS = Set.of(CheckCommand.NAME, BrokerConfigurationCommand.NAME);
    private static final int DONE = 0;
    private static final int INVALID = 2;

    private CommandLine() {}

    /** Answers a request for help and refuses unknown arguments; returns the exit code, or empty if a command or the server is to run. */
    static OptionalInt answer(List<String> arguments, PrintStream out, PrintStream errors) {
        if (arguments.stream().anyMatch(HELP::contains)) {
            out.print(USAGE);
            return OptionalInt.of(DONE);
        }
        if (arguments.isEmpty() || COMMANDS.contains(arguments.get(0))) {
            return OptionalInt.empty();
        }
        List<String> unknown =
                arguments.stream().filter(one -> !one.startsWith("--")).toList();
        if (unknown.isEmpty()) {
            return OptionalInt.empty();
        }
        errors.println("The arguments are invalid: " + String.join(" ", unknown) + ". See --help.");
        return OptionalInt.of(INVALID);
    }
}
