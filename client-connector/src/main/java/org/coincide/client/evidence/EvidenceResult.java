package org.coincide.client.evidence;

import java.util.List;

/**
 * Result of verifying an evidence file.
 *
 * @param entries number of entries
 * @param trades the trades, each with sequence and statuses after its last message
 * @param problems what does not hold; empty for evidence that holds
 */
public record EvidenceResult(int entries, List<String> trades, List<String> problems) {

    public boolean holds() {
        return problems.isEmpty();
    }
}
