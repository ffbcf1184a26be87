package org.coincide.engine.accounts;

import java.math.BigDecimal;
import java.util.Map;
import org.coincide.engine.accounts.CoincideProperties.ClientTerms;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** The accounts of clients, people and systems, built from the settings and the accounts file. */
@Configuration(proxyBeanMethods = false)
class AccountsConfiguration {

    private static final ClientTerms DEMO_TERMS = new ClientTerms(new BigDecimal("10000.00"));
    private static final Map<String, ClientTerms> DEMO_CLIENTS = Map.of("acme", DEMO_TERMS, "globex", DEMO_TERMS);

    @Bean
    ClientSecretEncoder clientSecretEncoder() {
        return new ClientSecretEncoder();
    }

    @Bean
    ClientAccounts clientAccounts(
            CoincideProperties properties,
            AccountSecrets secrets,
            ClientSecretEncoder encoder,
            Environment environment) {
        ClientAccounts accounts = new ClientAccounts(encoder);
        clients(properties, environment)
                .forEach((id, terms) -> accounts.add(new ClientAccount(id, terms.orderLimit()), secrets.ofClient(id)));
        return accounts;
    }

    @Bean
    AccountSecrets secrets(CoincideProperties properties, Environment environment) {
        return AccountSecrets.open(
                new AccountsFile(properties.dataDirectory()),
                clients(properties, environment).keySet(),
                properties.people().keySet(),
                properties.workers().keySet(),
                key -> environment.getProperty("coincide.accounts." + key));
    }

    /** The configured clients. A simulated server without configured ones has two, to try it out. */
    private static Map<String, ClientTerms> clients(CoincideProperties properties, Environment environment) {
        boolean simulated = environment.getProperty("coincide.simulation.enabled", Boolean.class, false);
        return properties.clients().isEmpty() && simulated ? DEMO_CLIENTS : properties.clients();
    }
}
