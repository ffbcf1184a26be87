package org.coincide.client.settlement;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.coincide.client.contract.CanonicalJson;
import org.coincide.client.ledger.EntryKind;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.NewEntry;
import org.coincide.client.quarantine.QuarantinedMessage;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.quarantine.WarningGroups;
import org.coincide.client.quarantine.Warnings;
import org.coincide.client.settlement.Settlement.Choice;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Settles equivocations. */
@Service
class SettlementService {

    private final Warnings warnings;
    private final WarningGroups groups;
    private final QuarantinedMessages quarantine;
    private final Settlements settlements;
    private final History history;
    private final LedgerEntries ledger;
    private final TradeRewrite rewrite;
    private final UndecidedEquivocations undecided;
    private final WaitingMessages waiting;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    SettlementService(
            Warnings warnings,
            WarningGroups groups,
            QuarantinedMessages quarantine,
            Settlements settlements,
            History history,
            LedgerEntries ledger,
            TradeRewrite rewrite,
            UndecidedEquivocations undecided,
            WaitingMessages waiting,
            ApplicationEventPublisher events,
            Clock clock) {
        this.warnings = warnings;
        this.groups = groups;
        this.quarantine = quarantine;
        this.settlements = settlements;
        this.history = history;
        this.ledger = ledger;
        this.rewrite = rewrite;
        this.undecided = undecided;
        this.waiting = waiting;
        this.events = events;
        this.clock = clock;
    }

    /** Stores a person's decision about an equivocation, and applies it. */
    @Transactional
    public SettlementResult settle(String warningId, Choice choice, String note) {
        var warning = warnings.find(warningId);
        if (warning.isEmpty()) {
            return new SettlementResult.Unknown();
        }
        var message = warning.get().warning();
        if (message.type() != WarningType.EQUIVOCATION) {
            return new SettlementResult.Refused(
                    "The warning is " + message.type() + ". Only an EQUIVOCATION can be settled.");
        }
        // A parallel decision about the same warning is stored first, or waits.
        ledger.lock();
        if (!settlements.of(List.of(warningId)).isEmpty()) {
            return new SettlementResult.Refused("The warning is settled already. See GET /api/warnings.");
        }
        var received = quarantine.content(warning.get().quarantineId());
        if (received.isEmpty()) {
            return new SettlementResult.Unknown();
        }
        if (message.sequence() == null || !undecided.isVersion(received.get().body())) {
            return new SettlementResult.Refused(
                    "The warning is about a statement of the server, not about another version."
                            + " Settle the warning about the other version when it has arrived.");
        }
        var held = history.body(message.tradingId(), message.sequence());
        if (held.isEmpty()) {
            return new SettlementResult.Unknown();
        }
        if (held.get().equals(received.get().body())) {
            return new SettlementResult.Refused(
                    "The ledger contains this version already. There is nothing to settle.");
        }
        return settle(warning.get(), choice, note, held.get(), received.get());
    }

    private SettlementResult settle(
            RaisedWarning raised, Choice choice, String note, String held, QuarantinedMessages.Content received) {
        var warning = raised.warning();
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        boolean keeps = choice == Choice.LEDGER;
        var settlement = new Settlement(
                raised.id(),
                warning.tradingId(),
                warning.sequence(),
                choice,
                note,
                now,
                CanonicalJson.digest(keeps ? held : received.body()),
                CanonicalJson.digest(keeps ? received.body() : held));
        Optional<TradeRewrite.Plan> plan = Optional.empty();
        if (!keeps) {
            var planned = rewrite.plan(warning.tradingId(), warning.sequence(), received, now);
            if (planned.refusal() != null) {
                return refused(warning, planned.refusal());
            }
            plan = Optional.of(planned);
        }
        store(settlement, received.body(), plan, now);
        return new SettlementResult.Settled(settlement);
    }

    private SettlementResult refused(Warning warning, String reason) {
        return new SettlementResult.Refused(undecided
                .firstBefore(warning.tradingId(), warning.sequence())
                .map(earlier -> "Message " + earlier
                        + " has another version, too, and comes before this one. Settle its warning first.")
                .orElse("The version contradicts the messages before it and cannot be chosen: " + reason));
    }

    private void store(Settlement settlement, String received, Optional<TradeRewrite.Plan> plan, Instant now) {
        long number =
                ledger.append(List.of(new NewEntry(EntryKind.SETTLEMENT, now, Settlements.body(settlement, received))));
        var decided = plan.stream()
                .flatMap(rewritten -> Stream.concat(rewritten.applied().stream(), rewritten.awaiting().stream()))
                .map(QuarantinedMessage::id)
                .collect(Collectors.toSet());
        groups.settle(settlement.tradingId(), WarningType.EQUIVOCATION, undecided.decidedBy(settlement, decided));
        settlements.store(settlement, number);
        plan.ifPresent(rewritten -> {
            rewrite.apply(rewritten, now);
            waiting.verify(settlement.tradingId(), rewritten.view(), now);
        });
        events.publishEvent(new TradeSettled(settlement.tradingId()));
    }
}
