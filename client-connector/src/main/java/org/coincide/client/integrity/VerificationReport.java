package org.coincide.client.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.coincide.client.ledger.LedgerHead;

/**
 * Result of a verification of the ledger.
 *
 * @param whole true if the whole ledger was verified; false for the entries since the last verification
 * @param entries number of verified entries
 * @param head the last verified entry and its running head
 * @param receipt the head in this client's last receipt at the server, with which the ledger was compared; null if it was not compared
 * @param findingCount number of all findings
 * @param findings the first findings
 */
public record VerificationReport(
        boolean whole,
        Instant startedAt,
        Instant finishedAt,
        long entries,
        LedgerHead head,
        @JsonInclude(JsonInclude.Include.NON_NULL) LedgerHead receipt,
        long findingCount,
        List<Finding> findings) {

    /** True if nothing was found. */
    @JsonProperty
    public boolean intact() {
        return findingCount == 0;
    }
}
