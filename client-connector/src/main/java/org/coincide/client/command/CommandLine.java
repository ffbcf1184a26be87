package org.coincide.client.command;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.coincide.client.web.login.LoginFileException;
import org.springframework.boot.context.config.ConfigDataException;

/** The command line: finds the command, its login and its output. Settings alone start the connector. */
public final class CommandLine {

    private static final String USAGE =
            """
            Usage: client-connector [--SETTING=VALUE …]     start the connector
                   client-connector COMMAND [OPTION …]      ask the running connector

            Commands:
              order FILE      place the orders of a file, .csv or .json; a repeated file places nothing twice
              trades [TEXT]   list trades, newest first, optionally those whose order number contains the text
              trade ID        show a trade, by its trading identifier or order number
              warnings        list warnings by trade and type with their state, the open ones first
              rebuild         request a full statement and every message of its trades again
              verify [FILE]   verify the ledger of a stopped connector, or a file of evidence
              export [ID] FILE  write the evidence of a stopped connector, of all trades or of one

            Options:
              --json          print JSON
              --url=URL       address of the connector, by default http://127.0.0.1:8081
              --help          print this text

            Settings have the names of docs/settings.md, such as --coincide.client.id=acme.
            Commands log in with the file client-<id>/login.properties in the connector's data
            directory, or with the environment variables CONNECTOR_USER and CONNECTOR_PASSWORD.
            Exit codes: 0 done, 1 negative result, 2 invalid arguments, 3 connector unreachable,
            4 login refused, 5 ledger cannot be opened, 6 connector busy.
            """;

    /** Names of settings of the connector, of Spring Boot and of the logging. */
    private static final Pattern SETTING = Pattern.compile(
            "--(coincide|spring|server|management|logging)\\.[A-Za-z0-9_.\\[\\]-]+(=.*)?|--(debug|trace)(=.*)?",
            Pattern.DOTALL);

    private static final Map<String, Command> COMMANDS = Map.of(
            "order", new OrderCommand(),
            "trades", new TradesCommand(),
            "trade", new TradeCommand(),
            "warnings", new WarningsCommand(),
            "rebuild", new RebuildCommand());

    private static final Set<String> HELP = Set.of("--help", "-h", "help");

    private final PrintStream out;
    private final PrintStream errors;
    private final LoginSource logins;

    public CommandLine(PrintStream out, PrintStream errors) {
        this(out, errors, System::getenv);
    }

    /** @param variables returns the value of an environment variable, or null */
    CommandLine(PrintStream out, PrintStream errors, UnaryOperator<String> variables) {
        this.out = out;
        this.errors = errors;
        this.logins = new LoginSource(variables);
    }

    /** Returns true if the arguments are settings only, with which the connector starts. */
    public static boolean startsConnector(String... arguments) {
        return List.of(arguments).stream()
                .allMatch(argument -> SETTING.matcher(argument).matches());
    }

    /** Returns true if an argument asks for the usage. */
    public static boolean asksForHelp(String... arguments) {
        return List.of(arguments).stream().anyMatch(HELP::contains);
    }

    /** Runs the command of the arguments; returns the exit code. */
    public int run(String... arguments) {
        if (asksForHelp(arguments)) {
            out.print(USAGE);
            return ExitCode.DONE;
        }
        var command = COMMANDS.get(arguments[0]);
        var parsed = Arguments.of(arguments);
        var output = new Output(out, errors, parsed.map(Arguments::json).orElse(false));
        if (command == null || parsed.isEmpty()) {
            return output.refuse("The arguments are invalid: " + String.join(" ", arguments) + ".");
        }
        try {
            return run(command, parsed.get(), output);
        } catch (LoginFileException e) {
            output.error(e.getMessage() + " " + e.action() + " Or set CONNECTOR_USER and CONNECTOR_PASSWORD.");
            return ExitCode.NO_LOGIN;
        } catch (ConnectorBusyException e) {
            output.error("The connector at " + parsed.get().url() + " is busy: " + e.getMessage()
                    + " Run the command again in " + e.time().toSeconds() + " seconds.");
            return ExitCode.BUSY;
        } catch (IOException | UncheckedIOException e) {
            output.error("The connector at " + parsed.get().url() + " does not respond"
                    + (e.getMessage() == null ? "" : ": " + e.getMessage()) + ". Start the connector, or set --url.");
            return ExitCode.UNREACHABLE;
        }
    }

    private int run(Command command, Arguments arguments, Output output) throws IOException {
        LoginSource.Login login;
        try {
            login = logins.login(arguments.settings());
        } catch (IllegalArgumentException | IllegalStateException | ConfigDataException e) {
            return output.refuse(
                    "The settings do not lead to the connector's login: " + e.getMessage() + ". Correct them.");
        }
        if (login.header().isPresent() && !LoginSource.isSafe(arguments.url())) {
            return output.refuse("The address " + arguments.url()
                    + " is not encrypted, and the password would cross the network in clear text. Use https.");
        }
        try {
            return command.run(
                    arguments,
                    new ConnectorClient(arguments.url(), login.header(), time -> pause(time, output)),
                    output);
        } catch (LoginRefusedException e) {
            output.error(
                    login.header().isPresent()
                            ? "The connector refuses the login of " + login.origin() + ": " + e.getMessage()
                            : "The connector needs a login, and " + login.origin()
                                    + " does not exist or cannot be read. Run the command as the connector's user and with"
                                    + " its --coincide.data-directory, or set CONNECTOR_USER and CONNECTOR_PASSWORD.");
            return ExitCode.NO_LOGIN;
        }
    }

    private static void pause(Duration time, Output output) throws InterruptedException {
        output.error("The connector is busy. The command goes on in " + time.toSeconds() + " seconds.");
        TimeUnit.MILLISECONDS.sleep(time.toMillis());
    }
}
