package org.coincide.client.signatures;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The server's keys that this client trusts: pinned ones, by key or by thumbprint, and those that a trusted key has announced, less the
 * revoked ones.
 */
public final class TrustedKeys {

    private final Map<String, PublicKey> pinned;
    private final Set<String> thumbprints;
    private final Map<String, Announced> announced = new ConcurrentHashMap<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final AtomicLong changes = new AtomicLong();

    private record Announced(PublicKey key, String by) {}

    /**
     * Creates the set of trusted keys.
     *
     * @param pinned keys that are known
     * @param thumbprints thumbprints of keys that messages bring along
     * @param revoked thumbprints of keys that are not trusted, even if pinned
     */
    public TrustedKeys(Collection<PublicKey> pinned, Collection<String> thumbprints, Collection<String> revoked) {
        this.pinned = pinned.stream().collect(Collectors.toMap(PublicKey::id, Function.identity(), (one, same) -> one));
        this.thumbprints = Set.copyOf(thumbprints);
        this.revoked.addAll(revoked);
    }

    /** Returns whether no key is pinned. */
    public boolean isEmpty() {
        return pinned.isEmpty() && thumbprints.isEmpty();
    }

    /** Trusts a key that another key has announced, as long as the other key is not revoked. */
    public void trust(PublicKey key, String announcedBy) {
        announced.putIfAbsent(key.id(), new Announced(key, announcedBy));
        changes.incrementAndGet();
    }

    /**
     * Trusts a key no more, nor the keys that only it has announced. The key that signed the revocation stays trusted, whoever announced it:
     * an old key is revoked by its successor.
     */
    public void revoke(String keyId, String by) {
        if (!keyId.equals(by)) {
            announced.computeIfPresent(by, (id, present) -> new Announced(present.key(), id));
        }
        revoked.add(keyId);
        changes.incrementAndGet();
    }

    /** The number of announcements and revocations so far. */
    long changes() {
        return changes.get();
    }

    boolean isRevoked(String keyId) {
        return revoked.contains(keyId);
    }

    /** Returns the trusted key of a signature. A key in the signature's header counts only if its thumbprint is pinned. */
    Optional<PublicKey> keyOf(DetachedSignature signature) {
        var id = signature.keyId();
        if (isRevoked(id)) {
            return Optional.empty();
        }
        return Optional.ofNullable(pinned.get(id))
                .or(() -> signature.key().filter(key -> key.id().equals(id) && thumbprints.contains(id)))
                .or(() -> Optional.ofNullable(announced.get(id))
                        .filter(key -> isTrusted(id, new HashSet<>()))
                        .map(Announced::key));
    }

    /** Follows the announcements back to a pinned key, or to one that has revoked its predecessor. */
    private boolean isTrusted(String id, Set<String> seen) {
        if (isRevoked(id) || !seen.add(id)) {
            return false;
        }
        if (pinned.containsKey(id) || thumbprints.contains(id)) {
            return true;
        }
        var announcement = announced.get(id);
        return announcement != null && (announcement.by().equals(id) || isTrusted(announcement.by(), seen));
    }
}
