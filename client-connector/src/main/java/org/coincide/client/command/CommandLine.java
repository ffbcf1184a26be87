package org.coincide.client.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.coincide.client.web.login.LoginFileException;

/** The command line: {@code order FILE}, {@code trades}, {@code trade ID}, {@code warnings} and {@code rebuild}. Settings start the connector. */
public final class CommandLine {

    private static final String USAGE =
            """
            Usage: client-connector [--SETTING=VALUE …]     start the connector
                   client-connector COMMAND [OPTION …]      ask the running connector

            Commands:
              order FILE      place the orders of a file, .csv or .json; a repeated file places nothing twice
              trades [TEXT]   list trades, newest first, optionally those whose order number contains the text
              trade ID        show a trade, by its trading identifier or order number
              warnings        list warnings
              rebuild         request a full statement and every message of its trades again
              verify [FILE]   verify the ledger of a stopped connector, or a file of evidence
              export [ID] FILE  write the evidence of a stopped connector, of all trades or of one

            Options:
              --json          print JSON
              --url=URL       address of the connector, by default http://127.0.0.1:8081
              --help          print this text

            Settings have the names of docs/settings.md, such as --coincide.client.id=acme.
            Commands log in with the file login.properties of the connector's data directory,
            or with the environment variables CONNECTOR_USER and CONNECTOR_PASSWORD.
            Exit codes: 0 done, 1 negative result, 2 invalid arguments, 3 connector unreachable,
            4 login refused, 5 ledger cannot be opened.
            """;

    /** Names of settings of the connector, of Spring Boot and of the logging. */
    private static final Pattern SETTING = Pattern.compile(
            "--(coincide|spring|server|management|logging)\\.[A-Za-z0-9_.\\[\\]-]+(=.*)?|--(debug|trace)(=.*)?",
            Pattern.DOTALL);

    /** The largest page of the API. */
    private static final int PAGE = 1_000;

    private static final Set<String> HELP = Set.of("--help", "-h", "help");

    private final PrintStream out;
    private final PrintStream errors;
    private final LoginSource logins;
    private final Map<String, Command> commands = new TreeMap<>();

    /** A command; returns the exit code. */
    @FunctionalInterface
    private interface Command {
        int run(Arguments arguments, ConnectorClient connector) throws IOException;
    }

    public CommandLine(PrintStream out, PrintStream errors) {
        this(out, errors, System::getenv);
    }

    /** @param variables returns the value of an environment variable, or null */
    CommandLine(PrintStream out, PrintStream errors, UnaryOperator<String> variables) {
        this.out = out;
        this.errors = errors;
        this.logins = new LoginSource(variables);
        commands.put("order", this::order);
        commands.put("trades", this::trades);
        commands.put("trade", this::trade);
        commands.put("warnings", this::warnings);
        commands.put("rebuild", this::rebuild);
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
        var command = commands.get(arguments[0]);
        var parsed = Arguments.of(arguments);
        if (command == null || parsed.isEmpty()) {
            return invalid("The arguments are invalid: " + String.join(" ", arguments) + ".");
        }
        try {
            return run(command, parsed.get());
        } catch (LoginFileException e) {
            errors.println(e.getMessage() + " " + e.action() + " Or set CONNECTOR_USER and CONNECTOR_PASSWORD.");
            return ExitCode.NO_LOGIN;
        } catch (NoSuchFileException e) {
            return invalid("The file does not exist: " + e.getMessage() + ".");
        } catch (IOException | UncheckedIOException e) {
            errors.println("The connector at " + parsed.get().url() + " does not respond: " + e.getMessage()
                    + ". Start the connector, or set --url.");
            return ExitCode.UNREACHABLE;
        }
    }

    private int run(Command command, Arguments arguments) throws IOException {
        var login = logins.login(arguments.settings());
        if (login.header().isPresent() && !LoginSource.isSafe(arguments.url())) {
            return invalid("The address " + arguments.url()
                    + " is not encrypted, and the password would cross a network readable. Use https.");
        }
        try {
            return command.run(arguments, new ConnectorClient(arguments.url(), login.header()));
        } catch (LoginRefusedException e) {
            errors.println(
                    login.header().isPresent()
                            ? "The connector refuses the login of " + login.origin() + ": " + e.getMessage()
                            : "The connector needs a login, and " + login.origin()
                                    + " does not exist or cannot be read. Run the command as the connector's user and with"
                                    + " its --coincide.data-directory, or set CONNECTOR_USER and CONNECTOR_PASSWORD.");
            return ExitCode.NO_LOGIN;
        }
    }

    private int invalid(String text) {
        errors.println(text + " See --help.");
        return ExitCode.USAGE;
    }

    private int order(Arguments arguments, ConnectorClient connector) throws IOException {
        if (arguments.operands().size() != 1) {
            return invalid("The command order needs one file.");
        }
        var name = arguments.operands().get(0);
        var json = name.toLowerCase(Locale.ROOT).endsWith(".json");
        byte[] body;
        try {
            body = Files.readAllBytes(Path.of(name));
        } catch (InvalidPathException e) {
            return invalid("The name of the file is invalid: " + name + ".");
        } catch (NoSuchFileException e) {
            throw e;
        } catch (IOException e) {
            return invalid("The file cannot be read: " + name + ".");
        }
        if (body.length == 0) {
            return invalid("The file is empty: " + name + ".");
        }
        var reply = connector.post(
                "/api/order-files?place=true", json ? "application/json" : "text/csv;charset=UTF-8", body);
        if (arguments.json()) {
            out.println(reply.body());
        } else if (reply.isSuccess()) {
            long placed = reply.body().path("placed").asLong();
            out.println(placed + (placed == 1 ? " order placed, " : " orders placed, ")
                    + reply.body().path("placedEarlier").asLong() + " placed earlier");
        } else {
            errors.println(reply.body().path("detail").asText());
            reply.body()
                    .path("errors")
                    .forEach(fault -> errors.println((json ? "order " : "line ")
                            + fault.path("place").asText() + " "
                            + fault.path("orderReference").asText() + " "
                            + fault.path("field").asText() + ": "
                            + fault.path("text").asText()));
        }
        return reply.isSuccess() ? ExitCode.DONE : ExitCode.NEGATIVE;
    }

    private int trades(Arguments arguments, ConnectorClient connector) throws IOException {
        if (arguments.operands().size() > 1) {
            return invalid("The command trades takes one text.");
        }
        var text = arguments.operands().isEmpty()
                ? ""
                : "?q=" + encoded(arguments.operands().get(0));
        var reply = connector.get("/api/trades" + text);
        return list(arguments, reply, CommandLine::summary);
    }

    private int trade(Arguments arguments, ConnectorClient connector) throws IOException {
        if (arguments.operands().size() != 1) {
            return invalid("The command trade needs one trading identifier or order number.");
        }
        var name = arguments.operands().get(0);
        var offset = 0;
        ConnectorClient.Reply page;
        do {
            page = connector.get("/api/trades?limit=" + PAGE + "&offset=" + offset + "&q=" + encoded(name));
            for (var trade : page.body()) {
                if (isNamed(trade, name)) {
                    return show(
                            arguments,
                            connector.get(
                                    "/api/trades/" + trade.path("tradingId").asText()));
                }
            }
            offset += PAGE;
        } while (page.isSuccess() && page.body().size() == PAGE);
        if (!page.isSuccess()) {
            return failed(arguments, page);
        }
        errors.println("The ledger does not contain a trade " + name + ". Check the name.");
        return ExitCode.NEGATIVE;
    }

    private static boolean isNamed(JsonNode trade, String name) {
        return name.equals(trade.path("tradingId").asText())
                || name.equals(trade.path("orderReference").asText());
    }

    /** Prints the connector's problem. */
    private int failed(Arguments arguments, ConnectorClient.Reply reply) {
        if (arguments.json()) {
            out.println(reply.body());
        } else {
            errors.println(printable(reply.body().path("detail").asText()));
        }
        return ExitCode.NEGATIVE;
    }

    private int show(Arguments arguments, ConnectorClient.Reply reply) {
        if (!reply.isSuccess()) {
            return failed(arguments, reply);
        }
        if (arguments.json()) {
            out.println(reply.body());
        } else {
            out.println(summary(reply.body()));
            reply.body()
                    .path("lines")
                    .forEach(line ->
                            out.println(printable("  line %s %s: ordered %s, shipped %s, delivered %s, returned %s"
                                    .formatted(
                                            line.path("number").asText(),
                                            line.path("sku").asText(),
                                            line.path("ordered").asText(),
                                            line.path("shipped").asText(),
                                            line.path("delivered").asText(),
                                            line.path("returned").asText()))));
            reply.body()
                    .path("shipments")
                    .forEach(parcel -> out.println(printable("  parcel %s %s: %s"
                            .formatted(
                                    parcel.path("carrier").asText(),
                                    parcel.path("trackingNumber").asText(),
                                    parcel.path("status").asText()))));
            reply.body()
                    .path("invoices")
                    .forEach(invoice -> out.println(printable("  invoice %s: %s, due %s, %s"
                            .formatted(
                                    invoice.path("reference").asText(),
                                    invoice.path("amount").asText(),
                                    invoice.path("due").asText(),
                                    invoice.path("status").asText()))));
        }
        return ExitCode.DONE;
    }

    private int warnings(Arguments arguments, ConnectorClient connector) throws IOException {
        if (!arguments.operands().isEmpty()) {
            return invalid("The command warnings takes no further arguments.");
        }
        return list(
                arguments,
                connector.get("/api/warnings"),
                warning -> warning.path("time").asText() + " "
                        + warning.path("type").asText() + " "
                        + warning.path("tradingId").asText() + " "
                        + warning.path("text").asText());
    }

    private int rebuild(Arguments arguments, ConnectorClient connector) throws IOException {
        if (!arguments.operands().isEmpty()) {
            return invalid("The command rebuild takes no further arguments.");
        }
        var reply = connector.post("/api/rebuild", "application/json", new byte[0]);
        if (!reply.isSuccess()) {
            return failed(arguments, reply);
        }
        if (arguments.json()) {
            out.println(reply.body());
        } else {
            out.println("Rebuild " + reply.body().path("state").asText() + ", started at "
                    + reply.body().path("startedAt").asText() + ". GET /api/rebuild shows when it is done.");
        }
        return ExitCode.DONE;
    }

    private int list(
            Arguments arguments, ConnectorClient.Reply reply, java.util.function.Function<JsonNode, String> line) {
        if (!reply.isSuccess()) {
            return failed(arguments, reply);
        }
        if (arguments.json()) {
            out.println(reply.body());
        } else {
            reply.body().forEach(item -> out.println(printable(line.apply(item))));
            reply.total()
                    .filter(total -> Long.parseLong(total) > reply.body().size())
                    .ifPresent(total -> errors.println("The first "
                            + reply.body().size() + " of " + total + ". Search with a text to see others."));
        }
        return ExitCode.DONE;
    }

    private static String summary(JsonNode trade) {
        return "%s %s %s %s %s %s %s"
                .formatted(
                        trade.path("tradingId").asText(),
                        trade.path("orderReference").asText(),
                        trade.path("order").asText(),
                        trade.path("delivery").asText(),
                        trade.path("payment").asText(),
                        trade.at("/amounts/ordered").asText(),
                        trade.at("/amounts/currency").asText());
    }

    /** Replaces control characters, with which a message could write to the terminal. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
