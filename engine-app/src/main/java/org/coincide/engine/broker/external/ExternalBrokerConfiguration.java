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
        Map<String, String> passwords = new LinkedHashMap<>();
        clients.all().forEach(client -> passwords.put(client.id(), secrets.ofClient(client.id())));
        return new ExternalBrokerCheck(new BrokerProbes(broker, passwords), server);
    }
}
