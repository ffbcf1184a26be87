package org.coincide.engine.accounts;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The accounts of clients, people and systems, built from the settings and the accounts file. */
@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {

    @Bean
    ClientAccounts clientAccounts(CoincideProperties properties) {
        return new ClientAccounts(properties.clients().entrySet().stream()
                .map(client ->
                        new ClientAccount(client.getKey(), client.getValue().orderLimit()))
                .toList());
    }

    @Bean
    AccountSecrets secrets(CoincideProperties properties, Environment environment) {
        return AccountSecrets.open(
                new AccountsFile(properties.dataDirectory()),
                properties.clients().keySet(),
                properties.people().keySet(),
                properties.workers().keySet(),
                key -> environment.getProperty("coincide.accounts." + key));
    }
}
