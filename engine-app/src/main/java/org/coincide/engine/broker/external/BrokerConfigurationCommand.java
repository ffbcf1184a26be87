package org.coincide.engine.broker.external;

import java.io.PrintStream;
import java.util.Arrays;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.BrokerProperties;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;

/**
 * The command {@code java -jar engine-app.jar broker-configuration}: prints the configuration of an external broker for the accounts
 * of this server. It reads the settings as a start does, and creates missing accounts.
 */
public final class BrokerConfigurationCommand {

    /** The first argument of the command; the others are settings. */
    public static final String NAME = "broker-configuration";

    /** The settings and accounts, without the rest of the server. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("org.coincide.engine.accounts")
    @ConfigurationPropertiesScan("org.coincide.engine.accounts")
    @EnableConfigurationProperties(BrokerProperties.class)
    static class Accounts {}

    private BrokerConfigurationCommand() {}

    /** Prints the file; a refused setting ends the program as it ends a start. */
    public static void run(String[] arguments, PrintStream out) {
        try (ConfigurableApplicationContext server = new SpringApplicationBuilder(Accounts.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off", "spring.main.log-startup-info=false", "logging.level.root=error")
                .run(Arrays.copyOfRange(arguments, 1, arguments.length))) {
            out.print(new ActiveMqConfiguration(
                            server.getBean(BrokerProperties.class),
                            server.getBean(ClientAccounts.class),
                            server.getBean(AccountSecrets.class))
                    .text());
        }
    }
}
