package org.coincide.engine.broker.external;

import java.util.LinkedHashMap;
import java.util.Map;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.ExternalBrokerAddress;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The check of an external broker. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(name = "coincide.broker.embedded", havingValue = "false")
class ExternalBrokerConfiguration {

    @Bean
    ExternalBrokerCheck externalBrokerCheck(
            ExternalBrokerAddress broker,
            ClientAccounts clients,
            AccountSecrets secrets,
            ConfigurableApplicationContext server) {
        return new ExternalBrokerCheck(() -> new BrokerProbes(broker, passwords(clients, secrets)), server);
    }

    /** The passwords of configured clients. The server has only the hashes of the others: their rights are not tried. */
    private static Map<String, String> passwords(ClientAccounts clients, AccountSecrets secrets) {
        Map<String, String> passwords = new LinkedHashMap<>();
        clients.all()
                .forEach(client -> passwords.put(
                        client.id(), secrets.ofConfiguredClient(client.id()).orElse("")));
        return passwords;
    }

    @Bean
    ClientBrokerLines clientBrokerLines() {
        return new ClientBrokerLines();
    }
}
