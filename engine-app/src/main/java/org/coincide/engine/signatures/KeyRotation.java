package org.coincide.engine.signatures;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.journal.messages.KeyAnnouncement;
import org.coincide.engine.signatures.SigningKeyState.State;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Replaces the signing key. The next key is announced to each client by a message that the present key signs. It signs as soon as all
 * announcements are in the clients' queues: a client reads its announcement before the first message of the new key.
 */
@Component
public class KeyRotation {

    /** Result of a request. */
    public enum Outcome {
        DONE,
        UNKNOWN_KEY,
        CONFLICT
    }

    private static final Logger LOG = LoggerFactory.getLogger(KeyRotation.class);

    private final KeyStore store;
    private final SigningKeyStates states;
    private final Journal journal;
    private final Outbox outbox;
    private final ClientAccounts clients;
    private final TransactionOperations transaction;
    private final SignatureProperties properties;
    private final Clock clock;

    KeyRotation(
            KeyStore store,
            SigningKeyStates states,
            Journal journal,
            Outbox outbox,
            ClientAccounts clients,
            TransactionOperations transaction,
            SignatureProperties properties,
            Clock clock) {
        this.store = store;
        this.states = states;
        this.journal = journal;
        this.outbox = outbox;
        this.clients = clients;
        this.transaction = transaction;
        this.properties = properties;
        this.clock = clock;
    }

    /** Returns all keys and their states. */
    public List<SigningKeyState> keys() {
        return states.all();
    }

    /** Returns the time at which an announced key signs although announcements are unsent; empty for a key in another state. */
    public Optional<Instant> signsAtLatest(SigningKeyState key) {
        return key.is(State.NEXT) ? Optional.of(key.since().plus(properties.overlap())) : Optional.empty();
    }

    /**
     * Announces another key, unless one is announced already; returns its thumbprint, or empty if the key is configured. An announced key whose
     * private key is gone is revoked and replaced.
     */
    public synchronized Optional<String> announce() {
        Optional<SigningKeyState> announced = states.find(State.NEXT);
        if (announced.filter(key -> store.hasNext(key.kid())).isPresent()) {
            return announced.map(SigningKeyState::kid);
        }
        Optional<PublicKey> next = store.prepareNext();
        if (next.isEmpty() && announced.isPresent()) {
            return announced.map(SigningKeyState::kid);
        }
        next.ifPresent(key -> transaction.executeWithoutResult(status -> {
            announced.ifPresent(lost -> {
                LOG.warn("The private key of the announced signing key {} is missing. It is revoked.", lost.kid());
                tellAll(KeyAnnouncement.revocationOf(lost.kid()));
                states.change(lost.kid(), State.NEXT, State.REVOKED);
            });
            tellAll(KeyAnnouncement.of(key.kid(), key.x()));
            states.add(key, State.NEXT, outbox.lastId());
        }));
        next.ifPresent(key -> LOG.info("The next signing key {} is announced to all clients.", key.kid()));
        return next.map(PublicKey::kid);
    }

    /** Announces the next key, if there is one, to a client that is new. */
    public void announceTo(String clientId) {
        states.find(State.NEXT).ifPresent(next -> journal.append(clientId, KeyAnnouncement.of(next.kid(), next.x())));
    }

    /**
     * Lets the announced key sign, if all announcements are sent, or have waited for {@code coincide.signatures.overlap}. A node that does so
     * after another one signs with the key that the other has activated.
     */
    synchronized void activateDue() {
        List<SigningKeyState> all = states.all();
        all.stream()
                .filter(key -> key.is(State.NEXT) && isDue(key))
                .findFirst()
                .ifPresentOrElse(this::activate, () -> followOtherNode(all));
    }

    private void followOtherNode(List<SigningKeyState> all) {
        all.stream()
                .filter(key -> key.is(State.ACTIVE))
                .filter(key -> !key.kid().equals(store.active().publicKey().kid()) && store.hasNext(key.kid()))
                .findFirst()
                .ifPresent(key -> {
                    store.activateNext(key.kid());
                    LOG.info(
                            "Messages to clients are now signed with the key {}, like those of another node.",
                            key.kid());
                });
    }

    private boolean isDue(SigningKeyState next) {
        return !outbox.anyUnsentOutsideTrades(states.announcedUpTo(next.kid()))
                || signsAtLatest(next)
                        .filter(latest -> latest.isBefore(clock.instant()))
                        .isPresent();
    }

    private void activate(SigningKeyState next) {
        if (!store.hasNext(next.kid())) {
            LOG.warn("The private key of the announced signing key {} is missing. Announce another key.", next.kid());
            return;
        }
        transaction.executeWithoutResult(status -> {
            if (states.change(next.kid(), State.NEXT, State.ACTIVE)) {
                states.all().stream()
                        .filter(key -> key.is(State.ACTIVE) && !key.kid().equals(next.kid()))
                        .forEach(key -> states.change(key.kid(), State.ACTIVE, State.RETIRED));
            }
        });
        store.activateNext(next.kid());
        LOG.info("Messages to clients are now signed with the key {}.", next.kid());
    }

    /** Revokes a key that does not sign any more, and informs the clients. The active key is replaced first. */
    public Outcome revoke(String kid) {
        Optional<SigningKeyState> key = states.find(kid);
        if (key.isEmpty()) {
            return Outcome.UNKNOWN_KEY;
        }
        if (!key.get().is(State.RETIRED)) {
            return key.get().is(State.REVOKED) ? Outcome.DONE : Outcome.CONFLICT;
        }
        transaction.executeWithoutResult(status -> {
            tellAll(KeyAnnouncement.revocationOf(kid));
            states.change(kid, State.RETIRED, State.REVOKED);
        });
        LOG.warn("The signing key {} is revoked.", kid);
        return Outcome.DONE;
    }

    private void tellAll(KeyAnnouncement announcement) {
        clients.all().forEach(client -> journal.append(client.id(), announcement));
    }
}
