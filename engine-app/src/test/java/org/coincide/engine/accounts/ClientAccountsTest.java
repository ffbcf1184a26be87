package org.coincide.engine.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.validation.ValidationAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ClientAccountsTest {

    @TempDir
    Path directory;

    private ApplicationContextRunner server;

    @BeforeEach
    void configure() {
        server = new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(ValidationAutoConfiguration.class))
                .withUserConfiguration(Accounts.class)
                .withPropertyValues("coincide.data-directory=" + directory);
    }

    @Test
    void theClientsAreThoseOfTheConfiguration() {
        server.withPropertyValues(
                        "coincide.clients.globex.order-limit=1", "coincide.clients.acme-1.order-limit=10000.00")
                .run(context -> {
                    ClientAccounts clients = context.getBean(ClientAccounts.class);
                    assertThat(clients.all()).extracting(ClientAccount::id).containsExactly("acme-1", "globex");
                    assertThat(clients.find("acme-1"))
                            .hasValue(new ClientAccount("acme-1", new BigDecimal("10000.00")));
                    assertThat(clients.find("initech")).isEmpty();
                    assertThat(context.getBean(AccountSecrets.class).ofClient("acme-1"))
                            .hasSize(32);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"Acme", "1acme", "ac_me", "ac.me", "ac,me", "ac>me", "a123456789012345678901234567890123"})
    void aClientIdThatTheContractDoesNotKnowStopsTheStart(String id) {
        server.withPropertyValues("coincide.clients[" + id + "].order-limit=1")
                .run(context -> assertThat(context).hasFailed());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "much"})
    void aLimitIsAnAmount(String limit) {
        server.withPropertyValues("coincide.clients.acme.order-limit=" + limit)
                .run(context -> assertThat(context).hasFailed());
    }

    @Test
    void onlyASimulatedServerHasClientsByDefault() {
        server.run(context ->
                assertThat(context.getBean(ClientAccounts.class).all()).isEmpty());
        server.withPropertyValues("coincide.simulation.enabled=true")
                .run(context -> assertThat(context.getBean(ClientAccounts.class).all())
                        .extracting(ClientAccount::id)
                        .containsExactly("acme", "globex"));
        server.withPropertyValues("coincide.simulation.enabled=true", "coincide.clients.initech.order-limit=1")
                .run(context -> assertThat(context.getBean(ClientAccounts.class).all())
                        .extracting(ClientAccount::id)
                        .containsExactly("initech"));
    }

    @Test
    void anEmptyLimitTakesAClientOfTheDefaultsAway() {
        server.withPropertyValues("coincide.clients.acme.order-limit=", "coincide.clients.initech.order-limit=1")
                .run(context -> assertThat(context.getBean(ClientAccounts.class).all())
                        .extracting(ClientAccount::id)
                        .containsExactly("initech"));
    }

    @Test
    void aSecretOfTheEnvironmentWins() {
        server.withPropertyValues("coincide.clients.acme.order-limit=1")
                .withInitializer(context -> context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new SystemEnvironmentPropertySource(
                                "systemEnvironment",
                                Map.of("COINCIDE_ACCOUNTS_CLIENT_ACME_SECRET", "from-the-environment"))))
                .withInitializer(context -> ConfigurationPropertySources.attach(context.getEnvironment()))
                .run(context -> assertThat(context.getBean(AccountSecrets.class).ofClient("acme"))
                        .isEqualTo("from-the-environment"));
    }

    @EnableConfigurationProperties(CoincideProperties.class)
    @Import(AccountsConfiguration.class)
    static class Accounts {}
}
