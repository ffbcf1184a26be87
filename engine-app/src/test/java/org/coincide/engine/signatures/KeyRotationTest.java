package org.coincide.engine.signatures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.coincide.engine.accounts.ClientAccount;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.journal.messages.KeyAnnouncement;
import org.coincide.engine.signatures.SigningKeyState.State;
import org.coincide.engine.startup.StartupException;
import org.coincide.engine.storage.DataDirectory;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;

/** Signing keys in files: their replacement, and files that are lost or old. */
class KeyRotationTest {

    private static final String CLIENT = "acme";

    private final DriverManagerDataSource database =
            new DriverManagerDataSource("jdbc:hsqldb:mem:" + UUID.randomUUID() + ";hsqldb.tx=mvcc", "SA", "");
    private final SigningKeyStates states = new SigningKeyStates(JdbcClient.create(database), Clock.systemUTC());
    private final SignatureProperties properties =
            new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("x", SignatureProperties.class);
    private final DataDirectory directory = mock(DataDirectory.class);
    private final ClientAccounts clients = mock(ClientAccounts.class);
    private final Journal journal = mock(Journal.class);

    @TempDir
    Path folder;

    @BeforeEach
    void createTables() {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:db/migration")
                .load()
                .migrate();
        when(directory.path()).thenReturn(folder);
        when(clients.all()).thenReturn(List.of(new ClientAccount(CLIENT, BigDecimal.ONE)));
    }

    @Test
    void anAnnouncedKeyIsNotReplaced() {
        KeyRotation rotation = rotation(store());

        assertThat(rotation.announce()).isEqualTo(rotation.announce());
    }

    @Test
    void anAnnouncedKeyWhosePrivateKeyIsGoneIsRevokedAndReplaced() throws IOException {
        KeyRotation rotation = rotation(store());
        String lost = rotation.announce().orElseThrow();
        Files.delete(folder.resolve("signing-key-next.json"));

        String next = rotation.announce().orElseThrow();

        assertThat(next).isNotEqualTo(lost);
        assertThat(states.find(lost).orElseThrow().is(State.REVOKED)).isTrue();
        assertThat(states.find(next).orElseThrow().is(State.NEXT)).isTrue();
        verify(journal).append(CLIENT, KeyAnnouncement.revocationOf(lost));
    }

    @Test
    void anotherKeyThanTheAnnouncedOneIsNotActivated() {
        KeyStore store = store();
        rotation(store).announce();

        assertThatThrownBy(() -> store.activateNext("another")).isInstanceOf(RuntimeException.class);
    }

    @Test
    void aRevokedKeyOfAnOldBackupIsRefused() throws IOException {
        KeyStore store = store();
        String old = store.active().publicKey().kid();
        byte[] backup = Files.readAllBytes(folder.resolve("signing-key.json"));
        KeyRotation rotation = rotation(store);
        rotation.announce();
        rotation.activateDue();
        rotation.revoke(old);
        Files.write(folder.resolve("signing-key.json"), backup);

        assertThatThrownBy(this::store)
                .isInstanceOf(StartupException.class)
                .hasMessageContaining(old)
                .hasMessageContaining("revoked");
    }

    private KeyStore store() {
        return new KeyStore(properties, states, directory, new ObjectMapper());
    }

    private KeyRotation rotation(KeyStore store) {
        return new KeyRotation(
                store,
                states,
                journal,
                mock(Outbox.class),
                clients,
                new TransactionTemplate(new DataSourceTransactionManager(database)),
                properties,
                Clock.systemUTC());
    }
}
