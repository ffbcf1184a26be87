package org.coincide.client.keys;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.signatures.PublicKey;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.signatures.TrustedKeys;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The announced and revoked keys of the server, in the table {@code server_key}; a restart trusts them again. */
@Repository
public class ServerKeys {

    private static final String ANNOUNCED = "ANNOUNCED";
    private static final String REVOKED = "REVOKED";
    private static final Logger LOG = LoggerFactory.getLogger(ServerKeys.class);

    private final JdbcClient jdbc;
    private final TrustedKeys trusted;

    ServerKeys(JdbcClient jdbc, TrustedKeys trusted) {
        this.jdbc = jdbc;
        this.trusted = trusted;
        stored().forEach(key -> {
            if (key.state().equals(REVOKED)) {
                trusted.revoke(key.keyId(), key.keyId());
            }
        });
        stored().stream().filter(key -> key.state().equals(ANNOUNCED)).forEach(key -> read(key.publicKey())
                .ifPresent(read -> trusted.trust(read, key.announcedBy())));
    }

    /**
     * Stores an announcement, which a trusted key has signed: another key is trusted, or a key is trusted no more. It takes effect when the
     * caller's transaction has committed. A client that pins no key verifies no signature, and ignores announcements: a later pin would make
     * them trusted.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void apply(TradingMessage.OfKey message, String signature, Instant now) {
        if (trusted.isEmpty()) {
            LOG.warn("An announcement of signing keys is ignored, because this client pins no key of its server.");
            return;
        }
        var by = SignedMessageReader.keyId(signature);
        var announced = message.data().announced();
        var key = announced == null ? null : read(announced.x()).orElse(null);
        if (key != null && !key.id().equals(by)) {
            store(key.id(), key.x(), ANNOUNCED, by, now);
            afterCommit(() -> {
                trusted.trust(key, by);
                LOG.info("The server announced the signing key {}, signed with {}.", key.id(), by);
            });
        }
        for (var revoked : message.data().revoked()) {
            store(revoked, null, REVOKED, by, now);
            if (!revoked.equals(by)) {
                jdbc.sql("UPDATE server_key SET announced_by = key_id WHERE key_id = ? AND state = ?")
                        .params(by, ANNOUNCED)
                        .update();
            }
            afterCommit(() -> {
                trusted.revoke(revoked, by);
                LOG.warn("The server revoked the signing key {}.", revoked);
            });
        }
    }

    /** A text that is no key signs nothing; it must not keep the other keys of a message, or of the table, from taking effect. */
    private static Optional<PublicKey> read(String x) {
        try {
            return Optional.of(PublicKey.of(x));
        } catch (IllegalArgumentException noKey) {
            LOG.warn("The server announced a signing key that is none: {}. It is ignored.", noKey.getMessage());
            return Optional.empty();
        }
    }

    private static void afterCommit(Runnable change) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                change.run();
            }
        });
    }

    /** A revoked key stays revoked. */
    private void store(String keyId, String publicKey, String state, String announcedBy, Instant now) {
        if (state.equals(REVOKED)) {
            jdbc.sql("DELETE FROM server_key WHERE key_id = ?").param(keyId).update();
        }
        if (stored().stream().noneMatch(key -> key.keyId().equals(keyId))) {
            jdbc.sql("INSERT INTO server_key (key_id, public_key, state, announced_by, since) VALUES (?, ?, ?, ?, ?)")
                    .params(keyId, publicKey, state, announcedBy, now.atOffset(ZoneOffset.UTC))
                    .update();
        }
    }

    /** Oldest first: a key can be announced by an announced one. */
    private List<StoredKey> stored() {
        return jdbc.sql("SELECT key_id, public_key, state, announced_by FROM server_key ORDER BY since, key_id")
                .query(StoredKey.class)
                .list();
    }

    private record StoredKey(String keyId, String publicKey, String state, String announcedBy) {}
}
