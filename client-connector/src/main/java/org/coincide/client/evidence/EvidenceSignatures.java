package org.coincide.client.evidence;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.signatures.SignedMessageReader;

/** The signatures of the server's messages in an evidence file. Each signature contains its key, whose thumbprint can be pinned. */
final class EvidenceSignatures {

    private static final Set<String> OF_SERVER = Set.of("MESSAGE", "REFUSAL");

    private final Set<String> pinned;
    private final List<String> problems;
    private final Set<String> keys = new TreeSet<>();

    EvidenceSignatures(Set<String> pinned, List<String> problems) {
        this.pinned = pinned;
        this.problems = problems;
    }

    void check(LedgerEntry entry) {
        if (entry.signature() == null) {
            if (!pinned.isEmpty() && OF_SERVER.contains(entry.kind())) {
                problems.add("Entry " + entry.number() + " is a message of the server without a signature.");
            }
        } else if (!SignedMessageReader.isIntact(entry.body(), entry.signature())) {
            problems.add("Entry " + entry.number() + ": the signature does not belong to the body.");
        } else {
            var key = SignedMessageReader.keyId(entry.signature());
            keys.add(key);
            if (!pinned.isEmpty() && !pinned.contains(key)) {
                problems.add("Entry " + entry.number() + " is signed with the key " + key + ", which is not pinned.");
            }
        }
    }

    /** The thumbprints of all keys that signed. */
    Set<String> keys() {
        return keys;
    }
}
