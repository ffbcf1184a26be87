package org.coincide.client.inbox;

import java.util.ArrayList;
import java.util.List;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.quarantine.RaisedWarning;

/** What a batch has come to: to be told once it is committed, and not before. */
final class BatchReport {

    private final List<Applied> applied = new ArrayList<>();
    private final List<RaisedWarning> warnings = new ArrayList<>();
    private final List<RefusalReport> refusals = new ArrayList<>();
    private int duplicates;
    private int aside;

    void applied(String orderReference, HistoryEntry entry) {
        applied.add(new Applied(orderReference, entry));
    }

    void warned(RaisedWarning warning) {
        warnings.add(warning);
    }

    void refused(RefusalReport refusal) {
        refusals.add(refusal);
    }

    void duplicate() {
        duplicates++;
    }

    /** A message went to wait behind a gap that was warned of before. */
    void aside() {
        aside++;
    }

    List<Applied> applied() {
        return applied;
    }

    List<RaisedWarning> warnings() {
        return warnings;
    }

    List<RefusalReport> refusals() {
        return refusals;
    }

    int duplicates() {
        return duplicates;
    }

    int setAside() {
        return aside;
    }

    /** A ledger entry with the user's own name for the trade. */
    record Applied(String orderReference, HistoryEntry entry) {}
}
