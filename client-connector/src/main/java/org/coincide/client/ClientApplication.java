package org.coincide.client;

import java.time.ZoneOffset;
import java.util.TimeZone;
import org.coincide.client.command.CommandLine;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.security.oauth2.client.OAuth2ClientAutoConfiguration;
import org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.logging.LoggingSystem;

/** The client: places orders, verifies every message of the server, and keeps the ledger. Commands ask a running client. */
@SpringBootApplication(exclude = {OAuth2ClientAutoConfiguration.class, UserDetailsServiceAutoConfiguration.class})
@ConfigurationPropertiesScan
public class ClientApplication {

    public static void main(String[] arguments) {
        // Stored times without a zone must not depend on the machine's. Before anything reads the default zone.
        TimeZone.setDefault(TimeZone.getTimeZone(ZoneOffset.UTC));
        var command = LedgerCommand.of(arguments);
        if (CommandLine.asksForHelp(arguments) || command.isEmpty() && !CommandLine.startsConnector(arguments)) {
            // Nothing but the result of the command is printed.
            LoggingSystem.get(ClientApplication.class.getClassLoader()).beforeInitialize();
            System.exit(new CommandLine(System.out, System.err).run(arguments));
        }
        if (command.isPresent()) {
            System.exit(command.get().run());
        }
        SpringApplication.run(ClientApplication.class, arguments);
    }
}
