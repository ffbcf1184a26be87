package org.coincide.client.inbox;

import java.util.ArrayList;
import java.util.List;
import org.coincide.client.contract.RefusalReport;
import org.coincide.client.contract.TradingMessage.Statement;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.quarantine.RaisedWarning;

/** Results of one batch, to be published after its commit. */
final class BatchReport {

    private final List<Applied> applied = new ArrayList<>();
    private final List<RaisedWarning> warnings = new ArrayList<>();
    private final List<RefusalReport> refusals = new ArrayList<>();
    private final List<Statement> statements = new ArrayList<>();
    private int duplicates;
    private int behindKnownGap;

    void addApplied(String orderReference, HistoryEntry entry) {
        applied.add(new Applied(orderReference, entry));
    }

    void addWarning(RaisedWarning warning) {
        warnings.add(warning);
    }

    void addRefusal(RefusalReport refusal) {
        refusals.add(refusal);
    }

    void addStatement(Statement statement) {
        statements.add(statement);
    }

    void countDuplicate() {
        duplicates++;
    }

    void countBehindKnownGap() {
        behindKnownGap++;
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

    List<Statement> statements() {
        return statements;
    }

    int duplicates() {
        return duplicates;
    }

    /** Number of messages that wait behind a gap with an earlier warning. */
    int behindKnownGap() {
        return behindKnownGap;
    }

    /** A new ledger entry with its trade's order reference. */
    record Applied(String orderReference, HistoryEntry entry) {}
}
