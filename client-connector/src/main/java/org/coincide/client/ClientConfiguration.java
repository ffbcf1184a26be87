package org.coincide.client;

import java.time.Clock;
import java.util.UUID;
import org.coincide.client.broker.ClientProperties;
import org.coincide.client.contract.CloudEventFactory;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.verification.MessageBounds;
import org.coincide.client.verification.Transitions;
import org.coincide.client.verification.Verifier;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Defines the beans of the packages that do not depend on Spring. */
@Configuration(proxyBeanMethods = false)
class ClientConfiguration {

    /** Schedules run in the client, and not during a command. */
    @Configuration(proxyBeanMethods = false)
    @EnableScheduling
    @ConditionalOnProperty(name = LedgerCommand.SETTING, havingValue = "false", matchIfMissing = true)
    static class Schedules {}

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Identifiers identifiers() {
        return () -> UUID.randomUUID().toString();
    }

    @Bean
    ContractSchemas schemas() {
        return new ContractSchemas();
    }

    @Bean
    MessageReader messageReader(ContractSchemas schemas) {
        return new MessageReader(schemas);
    }

    @Bean
    CloudEventFactory events(ClientProperties client, Clock clock, Identifiers identifiers) {
        return new CloudEventFactory(client.id(), clock, identifiers);
    }

    @Bean
    Verifier verifier(ClientProperties client, MessageReader reader, VerificationProperties bounds, Clock clock) {
        return new Verifier(
                client.id(),
                client.serverName(),
                reader,
                Transitions.ofContract(),
                new MessageBounds(
                        bounds.actionHosts(), bounds.timeAhead(), bounds.timeBehind(), bounds.dueAhead(), clock));
    }
}
