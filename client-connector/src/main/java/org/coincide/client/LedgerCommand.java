package org.coincide.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.client.command.CommandLine;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.Json;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.evidence.EvidenceExport;
import org.coincide.client.evidence.EvidenceVerifier;
import org.coincide.client.integrity.LedgerVerification;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The commands {@code verify} and {@code export} of the client's jar. They open the ledger of a stopped client; {@code verify FILE} opens
 * the file only.
 */
final class LedgerCommand {

    static final String SETTING = "client.command";
    private static final String THUMBPRINT = "--thumbprint=";
    private static final String CLIENT_THUMBPRINT = "--client-thumbprint=";
    private static final String AS_JSON = "--json";
    private static final String SECRET = "--coincide.client.secret=";
    private static final int HOLDS = 0;
    private static final int DOES_NOT_HOLD = 1;
    private static final int USAGE = 2;
    /** Says nothing about the ledger, such as while a running client uses it. */
    private static final int NOT_OPENED = 5;

    private final String name;
    private final List<String> operands;
    private final List<String> settings;
    private final PrintStream output;

    private LedgerCommand(String name, List<String> operands, List<String> settings, PrintStream output) {
        this.name = name;
        this.operands = operands;
        this.settings = settings;
        this.output = output;
    }

    /** Returns the command of the program's arguments; empty if the client itself is to start. */
    static Optional<LedgerCommand> of(String... arguments) {
        return of(System.out, arguments);
    }

    static Optional<LedgerCommand> of(PrintStream output, String... arguments) {
        var words =
                Arrays.stream(arguments).filter(word -> !word.startsWith("--")).toList();
        var settings =
                Arrays.stream(arguments).filter(word -> word.startsWith("--")).toList();
        return words.isEmpty() || !List.of("verify", "export").contains(words.get(0))
                ? Optional.empty()
                : Optional.of(new LedgerCommand(words.get(0), words.subList(1, words.size()), settings, output));
    }

    /** Runs the command; returns the exit code: 0 if all holds, 1 if not, 2 for wrong arguments, an unreadable file or exhausted memory, 5 if the ledger cannot be opened. */
    int run() {
        var unknown = settings.stream().filter(option -> !isKnown(option)).toList();
        if (!unknown.isEmpty()) {
            return refuse("Unknown options: " + String.join(" ", unknown) + ".");
        }
        try {
            if (name.equals("verify") && operands.size() <= 1) {
                return operands.isEmpty() ? verifyLedger() : verifyFile(Path.of(operands.get(0)));
            }
            if (name.equals("export") && (operands.size() == 1 || operands.size() == 2)) {
                return export(
                        Path.of(operands.get(operands.size() - 1)), operands.size() == 2 ? operands.get(0) : null);
            }
        } catch (LedgerNotOpenedException e) {
            output.println(
                    "The ledger cannot be opened, so nothing is known about it. The cause is above; stop the client that uses the"
                            + " ledger, or correct the settings.");
            return NOT_OPENED;
        } catch (InvalidPathException e) {
            return refuse("The name of the file is invalid: " + e.getInput() + ".");
        } catch (IOException e) {
            output.println("The file cannot be read or written: " + e);
            return USAGE;
        } catch (OutOfMemoryError e) {
            output.println("The command ran out of memory (" + e.getMessage()
                    + ") before it had a result. Set a larger heap, such as java -Xmx8g -jar client-connector.jar "
                    + name + ", or JAVA_OPTIONS=-Xmx8g with coincide-client.");
            return USAGE;
        }
        return refuse("The command " + name + " takes other arguments.");
    }

    private boolean isKnown(String option) {
        boolean ofFile = name.equals("verify") && operands.size() == 1;
        return option.equals(AS_JSON)
                || CommandLine.startsConnector(option)
                || ofFile && (option.startsWith(THUMBPRINT) || option.startsWith(CLIENT_THUMBPRINT));
    }

    private int refuse(String problem) {
        output.println(problem
                + " Usage: verify [FILE [--thumbprint=KEY]... [--client-thumbprint=KEY]...] | export [TRADING_ID] FILE,"
                + " with --json and settings such as --coincide.data-directory=DIRECTORY");
        return USAGE;
    }

    private boolean asJson() {
        return settings.contains(AS_JSON);
    }

    private int verifyFile(Path file) throws IOException {
        var pinned = thumbprints(THUMBPRINT);
        var pinnedOfClient = thumbprints(CLIENT_THUMBPRINT);
        var result =
                new EvidenceVerifier(new MessageReader(new ContractSchemas())).verify(file, pinned, pinnedOfClient);
        if (asJson()) {
            output.println(Json.STRICT.writeValueAsString(result));
            return result.holds() ? HOLDS : DOES_NOT_HOLD;
        }
        result.keys().forEach(key -> print("Signed by the key ", key, pinned));
        result.clientKeys().forEach(key -> print("Orders and requests signed by the key ", key, pinnedOfClient));
        if (result.signer() != null) {
            print("The file is signed by the key ", result.signer(), pinnedOfClient);
        }
        result.trades().forEach(output::println);
        result.problems().forEach(output::println);
        output.println(
                result.holds()
                        ? "The evidence holds: " + result.entries() + " entries."
                        : "The evidence does not hold: " + result.problems().size() + " problems.");
        return result.holds() ? HOLDS : DOES_NOT_HOLD;
    }

    private Set<String> thumbprints(String option) {
        return settings.stream()
                .filter(setting -> setting.startsWith(option))
                .map(setting -> setting.substring(option.length()))
                .collect(Collectors.toSet());
    }

    private void print(String text, String key, Set<String> pinned) {
        output.println(text + key + (pinned.contains(key) ? ", pinned" : ", not pinned"));
    }

    private int verifyLedger() throws IOException {
        try (var client = open()) {
            var report = client.getBean(LedgerVerification.class).verify();
            if (asJson()) {
                output.println(client.getBean(ObjectMapper.class).writeValueAsString(report));
                return report.intact() ? HOLDS : DOES_NOT_HOLD;
            }
            report.findings().forEach(output::println);
            output.println(
                    report.receipt() == null
                            ? "Not compared with a receipt at the server: it is not reachable with these settings, or has none."
                            : "Compared with the server's receipt of entry "
                                    + report.receipt().number() + ".");
            output.println(
                    report.intact()
                            ? "The ledger is intact: " + report.entries() + " entries, head "
                                    + report.head().head() + "."
                            : "The ledger is not intact: " + report.findingCount() + " findings.");
            return report.intact() ? HOLDS : DOES_NOT_HOLD;
        }
    }

    private int export(Path file, String tradingId) throws IOException {
        // The file of an earlier export stays as it is until the new one is complete.
        var part = file.resolveSibling(file.getFileName() + ".part");
        try (var client = open()) {
            if (!write(client.getBean(EvidenceExport.class), part, tradingId)) {
                output.println("The ledger does not contain trade " + tradingId + ". Check the trading identifier.");
                return DOES_NOT_HOLD;
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
        output.println(asJson() ? Json.STRICT.createObjectNode().put("file", file.toString()) : "Written: " + file);
        return HOLDS;
    }

    /** Writes the evidence of all trades, or of one; returns false if the ledger does not contain it. */
    private static boolean write(EvidenceExport export, Path part, String tradingId) throws IOException {
        try (var target = Files.newOutputStream(part)) {
            if (tradingId == null) {
                export.writeAll(target);
                return true;
            }
            return export.writeTrade(tradingId, target);
        }
    }

    /** The client without web server, inbox and schedules. */
    private ConfigurableApplicationContext open() throws LedgerNotOpenedException {
        var given =
                settings.stream().filter(setting -> !setting.equals(AS_JSON)).toList();
        var arguments = Stream.concat(
                // A secret is required by the settings, and used for the receipt at the server alone.
                given.stream().anyMatch(setting -> setting.startsWith(SECRET))
                        ? given.stream()
                        : Stream.concat(given.stream(), Stream.of(SECRET + "unused")),
                Stream.of(
                        "--" + SETTING + "=true",
                        "--coincide.inbox.enabled=false",
                        // No message is received, so no key has to be pinned.
                        "--coincide.client.signatures=optional",
                        "--coincide.ledger.verify-at-start=0",
                        "--logging.level.root=" + (asJson() ? "error" : "warn")));
        try {
            return new SpringApplicationBuilder(ClientApplication.class)
                    .web(WebApplicationType.NONE)
                    .run(arguments.toArray(String[]::new));
        } catch (RuntimeException e) {
            // Spring Boot has described it.
            throw new LedgerNotOpenedException(e);
        }
    }

    /** Signals that the client's application context cannot be started on the ledger. */
    private static final class LedgerNotOpenedException extends IOException {

        private static final long serialVersionUID = 1L;

        LedgerNotOpenedException(RuntimeException cause) {
            super(cause);
        }
    }
}
