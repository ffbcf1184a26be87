package org.coincide.client.evidence;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;

/**
 * Result of verifying an evidence file.
 *
 * @param entries number of entries
 * @param trades the trades, each with sequence and statuses after its last message
 * @param keys thumbprints of the keys that signed messages of the server
 * @param clientKeys thumbprints of the keys that signed orders and requests of the client
 * @param signer thumbprint of the key that signed the file; null if no signature belongs to it
 * @param problems what does not hold; empty for evidence that holds
 */
public record EvidenceResult(
        int entries,
        List<String> trades,
        Set<String> keys,
        Set<String> clientKeys,
        String signer,
        List<String> problems) {

    @JsonProperty
    public boolean holds() {
        return problems.isEmpty();
    }
}
