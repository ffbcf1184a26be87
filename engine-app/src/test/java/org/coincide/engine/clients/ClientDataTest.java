package org.coincide.engine.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.accounts.AccountSecrets;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.accounts.ClientSecretEncoder;
import org.coincide.engine.polling.EagerPolls;
import org.coincide.engine.support.SettableClock;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionOperations;

/** The clients of several nodes on one database, and the configured ones. */
class ClientDataTest {

    private static final Duration OVERLAP = Duration.ofDays(7);
    private static final ClientDataProperties SETTINGS =
            new ClientDataProperties(Duration.ofSeconds(1), Duration.ofSeconds(5), OVERLAP);

    /** The accounts of a server that is configured with the clients acme and globex. */
    @Configuration(proxyBeanMethods = false)
    @ComponentScan("org.coincide.engine.accounts")
    @ConfigurationPropertiesScan("org.coincide.engine.accounts")
    static class Accounts {}

    /** The clients in the memory of one server. */
    private final class Node {

        private final ClientAccounts accounts = ClientAccounts.of(List.of());
        private final List<Object> events = new ArrayList<>();
        private final ClientRefresh refresh =
                new ClientRefresh(records, accounts, events::add, clock, SETTINGS, EagerPolls.polls());
    }

    @TempDir
    Path directory;

    private final SettableClock clock = new SettableClock(Instant.parse("2027-01-01T00:00:00Z"));
    private final ClientSecretEncoder encoder = new ClientSecretEncoder();
    private ConfigurableApplicationContext server;
    private ClientRecords records;
    private ClientChanges changes;
    private Node one;
    private Node other;

    @BeforeEach
    void start() {
        server = accounts();
        var database =
                new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        records = new ClientRecords(JdbcClient.create(database), clock);
        changes = new ClientChanges(records, server.getBean(AccountSecrets.class), encoder, SETTINGS, clock);
        one = new Node();
        other = new Node();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aChangeReachesTheOtherNodesByThePoll() {
        String secret = changes.create("initech", BigDecimal.TEN);
        one.refresh.refresh();
        assertThat(one.accounts.login("initech", secret, clock.instant())).isPresent();
        assertThat(other.accounts.find("initech")).isEmpty();

        other.refresh.poll();

        assertThat(other.accounts.login("initech", secret, clock.instant())).isPresent();
        assertThat(other.events).hasSize(1);
        other.refresh.poll();
        assertThat(other.events).as("nothing has changed").hasSize(1);
        changes.enable("initech", false);
        other.refresh.poll();
        assertThat(other.accounts.find("initech"))
                .hasValueSatisfying(client -> assertThat(client.isEnabled()).isFalse());
        assertThat(other.events).hasSize(2);
    }

    @Test
    void aFormerSecretExpiresAtItsEndOnEveryNode() {
        String former = changes.create("initech", BigDecimal.TEN);
        String latter = changes.rotate("initech", null);
        one.refresh.poll();
        clock.advance(OVERLAP.minusSeconds(1));
        one.refresh.poll();
        assertThat(one.accounts.login("initech", former, clock.instant())).isPresent();
        assertThat(one.events).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        one.refresh.poll();

        assertThat(one.events).as("connections with the secret must be closed").hasSize(2);
        assertThat(one.accounts.login("initech", former, clock.instant())).isEmpty();
        assertThat(one.accounts.login("initech", latter, clock.instant())).isPresent();
        assertThat(changes.rotate("initech", Duration.ZERO)).isNotEqualTo(latter);
        one.refresh.poll();
        assertThat(one.accounts.login("initech", latter, clock.instant())).isEmpty();
    }

    @Test
    void aRevokedRotationLeavesTheFormerSecretWithoutAnEnd() {
        String former = changes.create("initech", BigDecimal.TEN);
        changes.rotate("initech", Duration.ofHours(1));
        String newest = changes.find("initech").secrets().get(1).id();

        changes.revoke("initech", newest);

        clock.advance(Duration.ofDays(400));
        one.refresh.poll();
        assertThat(one.accounts.login("initech", former, clock.instant())).isPresent();
    }

    @Test
    void aConfiguredClientIsCreatedOnceAndThenLeftAlone() {
        configured(server).afterPropertiesSet();
        String first = server.getBean(AccountSecrets.class).ofClient("acme");
        one.refresh.poll();
        assertThat(one.accounts.login("acme", first, clock.instant())).isPresent();
        changes.rotate("acme", Duration.ZERO);
        changes.limit("acme", BigDecimal.ONE);
        changes.enable("globex", false);
        changes.delete("globex");

        try (ConfigurableApplicationContext again = accounts()) {
            configured(again).afterPropertiesSet();
        }

        one.refresh.poll();
        assertThat(one.accounts.login("acme", first, clock.instant())).isEmpty();
        assertThat(one.accounts.find("acme").orElseThrow().orderLimit()).isEqualByComparingTo("1");
        assertThat(one.accounts.find("globex")).isEmpty();
    }

    @Test
    void aClientCannotHaveTheNameOfTheServersAccounts() {
        for (String taken : List.of("coincide.carrier", "operator")) {
            assertThatThrownBy(() -> changes.create(taken, BigDecimal.TEN)).isInstanceOf(ClientChanges.Refused.class);
        }
    }

    private ClientImport configured(ConfigurableApplicationContext accounts) {
        return new ClientImport(
                records,
                accounts.getBean(ClientAccounts.class),
                accounts.getBean(AccountSecrets.class),
                encoder,
                one.refresh,
                TransactionOperations.withoutTransaction());
    }

    private ConfigurableApplicationContext accounts() {
        return new SpringApplicationBuilder(Accounts.class)
                .web(WebApplicationType.NONE)
                .properties(
                        "spring.main.banner-mode=off",
                        "coincide.data-directory=" + directory,
                        "coincide.clients.acme.order-limit=10",
                        "coincide.clients.globex.order-limit=10")
                .run();
    }
}
