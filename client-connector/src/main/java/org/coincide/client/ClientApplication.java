package org.coincide.client;

import java.time.ZoneOffset;
import java.util.TimeZone;
import org.coincide.client.command.CommandLine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The client: places orders, verifies every message of the server, and keeps the ledger. Commands ask a running client. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ClientApplication {

    public static void main(String[] arguments) {
        // Stored times without a zone must not depend on the machine's. Before anything reads the default zone.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        var command = LedgerCommand.of(arguments);
        if (CommandLine.asksForHelp(arguments) || command.isEmpty() && !CommandLine.startsConnector(arguments)) {
            System.exit(new CommandLine(System.out, System.err).run(arguments));
        }
        if (command.isPresent()) {
            System.exit(command.get().run());
        }
        SpringApplication.run(ClientApplication.class, arguments);
    }
}
