package org.coincide.client.keys;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.coincide.client.contract.ContractSchemas;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.signatures.TrustedKeys;
import org.coincide.client.support.ContractFiles;
import org.hsqldb.jdbc.JDBCDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Announcements of keys, and what a restart with other pinned keys makes of them. */
class ServerKeysTest {

    private static final MessageReader READER = new MessageReader(new ContractSchemas());
    /** An {@code x} of 32 bytes that are no point of the curve. */
    private static final String NO_POINT = "Ag" + "A".repeat(41);

    private static final String TEXT = ContractFiles.text("examples/information.json");

    private final SigningKey server = SigningKey.generate();
    private final SigningKey other = SigningKey.generate();
    private JdbcClient database;
    private TransactionTemplate transaction;

    @BeforeEach
    void createTheTable() {
        var source = new JDBCDataSource();
        source.setUrl("jdbc:hsqldb:mem:keys-" + UUID.randomUUID());
        database = JdbcClient.create(source);
        transaction = new TransactionTemplate(new DataSourceTransactionManager(source));
        database.sql(
                        """
                        CREATE TABLE server_key (key_id VARCHAR(43) PRIMARY KEY, public_key VARCHAR(43), state VARCHAR(16) NOT NULL,
                          announced_by VARCHAR(43) NOT NULL, since TIMESTAMP WITH TIME ZONE NOT NULL)""")
                .update();
    }

    @Test
    void anAnnouncedKeyIsTrustedAfterARestart() {
        announce(pinning(server), other, server);

        assertThat(believes(pinning(server), other)).isTrue();
        assertThat(believes(pinning(SigningKey.generate()), other)).isFalse();
    }

    /** Such a client verifies no signature. Somebody could announce a key before the operator pins that of the server. */
    @Test
    void aClientWithoutAPinnedKeyStoresNoAnnouncement() {
        var none = new TrustedKeys(List.of(), List.of(), List.of());
        announce(none, other, other);
        announce(none, other, server);

        assertThat(believes(pinning(server), other)).isFalse();
    }

    /** The operator who pins another key instead trusts the former one no more, whatever it has announced. */
    @Test
    void aKeyThatAnnouncesItselfIsTrustedByItsPinOnly() {
        announce(pinning(server), server, server);

        assertThat(believes(pinning(other), server)).isFalse();
    }

    @Test
    void aRolledBackAnnouncementChangesNothing() {
        var trusted = pinning(server);
        transaction.executeWithoutResult(status -> {
            apply(trusted, other, server);
            status.setRollbackOnly();
        });

        assertThat(reads(trusted, other)).isFalse();
        assertThat(believes(pinning(server), other)).isFalse();
    }

    @Test
    void anAnnouncementTakesEffectWithItsCommit() {
        var trusted = pinning(server);
        transaction.executeWithoutResult(status -> {
            apply(trusted, other, server);
            assertThat(reads(trusted, other)).isFalse();
        });

        assertThat(reads(trusted, other)).isTrue();
    }

    @Test
    void anAnnouncementWithoutAKeyStillRevokes() {
        var trusted = new TrustedKeys(List.of(server.publicKey(), other.publicKey()), List.of(), List.of());
        var event = ContractFiles.example("key");
        ((ObjectNode) event.path("data"))
                .putArray("revoked")
                .add(other.publicKey().id());
        ((ObjectNode) event.at("/data/announced")).put("x", NO_POINT);
        transaction.executeWithoutResult(status -> apply(trusted, event, server));

        assertThat(reads(trusted, other)).isFalse();
        assertThat(reads(trusted, server)).isTrue();
    }

    @Test
    void aStoredTextThatIsNoKeyDoesNotBlockTheOthers() {
        announce(pinning(server), other, server);
        database.sql("INSERT INTO server_key VALUES ('bad', ?, 'ANNOUNCED', ?, TIMESTAMP '1970-01-01 00:00:00')")
                .params(NO_POINT, server.publicKey().id())
                .update();

        assertThat(believes(pinning(server), other)).isTrue();
    }

    private void announce(TrustedKeys trusted, SigningKey announced, SigningKey by) {
        transaction.executeWithoutResult(status -> apply(trusted, announced, by));
    }

    private void apply(TrustedKeys trusted, SigningKey announced, SigningKey by) {
        var event = ContractFiles.example("key")
                .put("subject", announced.publicKey().id());
        ((ObjectNode) event.at("/data/announced"))
                .put("kid", announced.publicKey().id())
                .put("x", announced.publicKey().x());
        apply(trusted, event, by);
    }

    private void apply(TrustedKeys trusted, ObjectNode event, SigningKey by) {
        var read = (ReadResult.Valid) READER.read(event.toString());
        new ServerKeys(database, trusted)
                .apply((TradingMessage.OfKey) read.message(), by.sign(event.toString()), Instant.EPOCH);
    }

    /** Returns whether a client that starts with these pinned keys believes a message of the key. */
    private boolean believes(TrustedKeys trusted, SigningKey key) {
        new ServerKeys(database, trusted);
        return reads(trusted, key);
    }

    private static boolean reads(TrustedKeys trusted, SigningKey key) {
        return new SignedMessageReader(READER, trusted, true).read(TEXT, key.sign(TEXT)) instanceof ReadResult.Valid;
    }

    private static TrustedKeys pinning(SigningKey key) {
        return new TrustedKeys(List.of(key.publicKey()), List.of(), List.of());
    }
}
