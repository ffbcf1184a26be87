package org.coincide.client.evidence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.signatures.SignedMessageReader;

/**
 * The signatures in an evidence file: the server's of its messages, the client's of its orders and requests. Each signature contains its
 * key, whose thumbprint can be pinned.
 */
final class EvidenceSignatures {

    private static final Set<String> OF_CLIENT = Set.of("ORDER", "REQUEST", "REMOVAL");
    private static final Set<String> OF_SERVER = Set.of("MESSAGE", "REFUSAL");

    private final Set<String> pinned;
    private final Set<String> pinnedOfClient;
    private final List<String> problems;
    private final Set<String> keys = new TreeSet<>();
    private final Set<String> clientKeys = new TreeSet<>();

    EvidenceSignatures(Set<String> pinned, Set<String> pinnedOfClient, List<String> problems) {
        this.pinned = pinned;
        this.pinnedOfClient = pinnedOfClient;
        this.problems = problems;
    }

    void check(LedgerEntry entry) {
        if (entry.isRemoved()) {
            return;
        }
        if (OF_CLIENT.contains(entry.kind())) {
            check(entry, pinnedOfClient, clientKeys, "an order, a request or a removal of the client");
        } else if (OF_SERVER.contains(entry.kind()) || entry.signature() != null) {
            check(entry, pinned, keys, "a message of the server");
        }
    }

    private void check(LedgerEntry entry, Set<String> trusted, Set<String> found, String kind) {
        if (entry.signature() == null) {
            if (!trusted.isEmpty()) {
                problems.add("Entry " + entry.number() + " is " + kind + " without a signature.");
            }
        } else if (!SignedMessageReader.isIntact(entry.body(), entry.signature())) {
            problems.add("Entry " + entry.number() + ": the signature does not belong to the body.");
        } else {
            var key = SignedMessageReader.keyId(entry.signature());
            found.add(key);
            if (!trusted.isEmpty() && !trusted.contains(key)) {
                problems.add("Entry " + entry.number() + " is signed with the key " + key + ", which is not pinned.");
            }
        }
    }

    /**
     * Checks the signature of the file, after all entries.
     *
     * @param exporters keys whose signature of a file counts, whichever have signed its orders
     * @return thumbprint of the key that signed the file; null if no signature belongs to it
     */
    String checkSeal(EvidenceSeal seal, Set<String> exporters) {
        if (seal.signature() == null) {
            problems.add(
                    "The file has no signature of the client, as files of earlier builds. Its warnings, times and the choice of its"
                            + " entries can have been changed.");
            return null;
        }
        if (!SignedMessageReader.isIntact(EvidenceSeal.signedText(seal.digest()), seal.signature())) {
            problems.add(
                    "The signature of the file does not belong to it: the file was changed after the client signed it.");
            return null;
        }
        var signer = SignedMessageReader.keyId(seal.signature());
        if (!isOfClient(signer) && !exporters.contains(signer)) {
            problems.add(
                    pinnedOfClient.isEmpty()
                            ? "The file is signed with the key " + signer
                                    + ", which signed no order or request in it. Name the keys of the client, also its former ones, with "
                                    + "--client-thumbprint."
                            : "The file is signed with the key " + signer + ", which is not pinned.");
        }
        return signer;
    }

    /** Returns whether a key is the client's: a pinned one, or without pinned ones, a key that signed its orders and requests. */
    boolean isOfClient(String key) {
        return pinnedOfClient.isEmpty() ? clientKeys.contains(key) : pinnedOfClient.contains(key);
    }

    /** The thumbprints of all keys that signed messages of the server. */
    Set<String> keys() {
        return keys;
    }

    /** The thumbprints of all keys that signed orders and requests. */
    Set<String> clientKeys() {
        return clientKeys;
    }
}
