package org.coincide.client.evidence;

import java.util.List;
import java.util.Set;

/**
 * Result of verifying an evidence file.
 *
 * @param entries number of entries
 * @param trades the trades, each with sequence and statuses after its last message
 * @param keys thumbprints of the keys that signed messages in the file
 * @param problems what does not hold; empty for evidence that holds
 */
public record EvidenceResult(int entries, List<String> trades, Set<String> keys, List<String> problems) {

    public boolean holds() {
        return problems.isEmpty();
    }
}
