package org.coincide.client;

import java.time.Clock;
import java.util.UUID;
import org.coincide.client.broker.ClientAccount;
import org.coincide.client.contract.Events;
import org.coincide.client.contract.Identifiers;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.OrderedKeys;
import org.coincide.client.contract.Schemas;
import org.coincide.client.verification.Transitions;
import org.coincide.client.verification.Verifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/** Puts the plain parts, which know nothing of Spring, into its hands. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class ClientConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Identifiers identifiers() {
        return () -> UUID.randomUUID().toString();
    }

    @Bean
    OrderedKeys orderedKeys(Clock clock) {
        return new OrderedKeys(clock);
    }

    @Bean
    Schemas schemas() {
        return new Schemas();
    }

    @Bean
    MessageReader messageReader(Schemas schemas) {
        return new MessageReader(schemas);
    }

    @Bean
    Events events(ClientAccount account, Clock clock, Identifiers identifiers) {
        return new Events(account.id(), clock, identifiers);
    }

    @Bean
    Verifier verifier(ClientAccount account, MessageReader reader) {
        return new Verifier(account.id(), reader, Transitions.ofContract());
    }
}
