package org.coincide.client.settlement;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.History;
import org.coincide.client.paging.Paging;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Component;

/** The equivocations of trades about which nobody has decided. */
@Component
class UndecidedEquivocations {

    private final Warnings warnings;
    private final Settlements settlements;
    private final QuarantinedMessages quarantine;
    private final History history;
    private final MessageReader reader;

    UndecidedEquivocations(
            Warnings warnings,
            Settlements settlements,
            QuarantinedMessages quarantine,
            History history,
            MessageReader reader) {
        this.warnings = warnings;
        this.settlements = settlements;
        this.quarantine = quarantine;
        this.history = history;
        this.reader = reader;
    }

    /** Returns whether a text is a version of a trade's message. A statement of the server only names one. */
    boolean isVersion(String received) {
        return reader.read(received) instanceof ReadResult.Valid valid
                && !(valid.message() instanceof TradingMessage.OfStatement);
    }

    /** The first message before a sequence of which there is another version. */
    Optional<Long> firstBefore(String tradingId, long sequence) {
        return of(tradingId).stream()
                .filter(raised -> raised.warning().sequence() < sequence && hasOtherVersion(raised))
                .map(raised -> raised.warning().sequence())
                .min(Comparator.naturalOrder());
    }

    /**
     * The number of equivocations that a new settlement decides: its own, those of statements about the same message, and those of other
     * messages that it applies, or that wait because of it: the ledger contains no other version of them any more.
     *
     * @param decided the quarantined messages that the settlement applies, or that wait because of it
     */
    long decidedBy(Settlement settlement, Collection<String> decided) {
        boolean first = settlements.of(ids(all(settlement.tradingId()))).values().stream()
                .noneMatch(earlier -> earlier.sequence() == settlement.sequence());
        return of(settlement.tradingId()).stream()
                .filter(raised -> raised.id().equals(settlement.warningId())
                        || decided.contains(raised.quarantineId())
                        || first
                                && raised.warning().sequence() == settlement.sequence()
                                && !isVersion(received(raised)))
                .count();
    }

    private boolean hasOtherVersion(RaisedWarning raised) {
        var received = received(raised);
        return isVersion(received)
                && history.body(raised.warning().tradingId(), raised.warning().sequence())
                        .filter(held -> !held.equals(received))
                        .isPresent();
    }

    private String received(RaisedWarning raised) {
        return quarantine.body(raised.quarantineId()).orElseThrow();
    }

    private List<RaisedWarning> of(String tradingId) {
        var raised = all(tradingId);
        var settled = settlements.of(ids(raised)).keySet();
        return raised.stream().filter(each -> !settled.contains(each.id())).toList();
    }

    private List<RaisedWarning> all(String tradingId) {
        return warnings.newest(WarningType.EQUIVOCATION, tradingId, Paging.LONGEST, 0);
    }

    private static List<String> ids(List<RaisedWarning> raised) {
        return raised.stream().map(RaisedWarning::id).toList();
    }
}
