package org.coincide.client.settlement;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.contract.TradingMessage;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.History;
import org.coincide.client.ledger.HistoryEntry;
import org.coincide.client.ledger.TradeSearch;
import org.coincide.client.ledger.Trades;
import org.coincide.client.ordering.Acceptance;
import org.coincide.client.ordering.OrderAnswers;
import org.coincide.client.quarantine.QuarantinedMessage;
import org.coincide.client.quarantine.QuarantinedMessage.State;
import org.coincide.client.quarantine.QuarantinedMessages;
import org.coincide.client.quarantine.WarningOrigin;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.requests.TradeRequests;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.statements.Adoptions;
import org.coincide.client.verification.LedgerView;
import org.coincide.client.verification.Replay;
import org.coincide.client.verification.SentOrder;
import org.coincide.client.verification.Trade;
import org.coincide.client.verification.Transitions;
import org.coincide.client.verification.Verification;
import org.coincide.client.verification.Verifier;
import org.springframework.stereotype.Component;

/**
 * Continues a trade from another version of one message. The messages after it, from the history and from the quarantine, are verified
 * again in order of sequence; the first one of each sequence that passes is applied.
 */
@Component
class TradeRewrite {

    private final Verifier verifier;
    private final MessageReader reader;
    private final SignedMessageReader signed;
    private final Trades trades;
    private final TradeSearch search;
    private final History history;
    private final OrderAnswers orders;
    private final TradeRequests requests;
    private final QuarantinedMessages quarantine;
    private final Adoptions adoptions;
    private final InquiryPublisher inquiries;
    private final Transitions transitions = Transitions.ofContract();

    TradeRewrite(
            Verifier verifier,
            MessageReader reader,
            SignedMessageReader signed,
            Trades trades,
            TradeSearch search,
            History history,
            OrderAnswers orders,
            TradeRequests requests,
            QuarantinedMessages quarantine,
            Adoptions adoptions,
            InquiryPublisher inquiries) {
        this.verifier = verifier;
        this.reader = reader;
        this.signed = signed;
        this.trades = trades;
        this.search = search;
        this.history = history;
        this.orders = orders;
        this.requests = requests;
        this.quarantine = quarantine;
        this.adoptions = adoptions;
        this.inquiries = inquiries;
    }

    /**
     * Verifies the chosen version after the messages before it, and all messages that can follow it. The signature of the chosen version must
     * be one of its text. Its key may have been revoked since the receipt: a key vouches for neither of two versions that it has signed, and
     * the person has asked the server.
     */
    Plan plan(String tradingId, long sequence, QuarantinedMessages.Content chosen, Instant now) {
        var stored = trades.find(tradingId).orElseThrow();
        var held = history.of(tradingId);
        var view = new SettledTrade(
                tradingId,
                order(stored.trade().orderReference()),
                new LedgerView.MadeRequests(
                        requests.idsByKind(tradingId),
                        !orders.isAdopted(stored.trade().orderReference()) && !adoptions.isRebuilding()),
                adoptions);
        var hash = "";
        for (var entry : held.subList(0, (int) sequence - 1)) {
            view.add(replayed(view.trade(), entry.body()), entry.body());
            hash = entry.hash();
        }
        var plan = new Plan(stored, sequence, new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), view, null);
        if (signed.read(chosen.body(), chosen.signature()) instanceof ReadResult.Untrusted untrusted
                && untrusted.fault() == ReadResult.Fault.BAD_SIGNATURE) {
            return plan.refused(untrusted.reason());
        }
        var verification = verifier.verify(chosen.body(), view);
        if (!(verification instanceof Verification.Coincident coincident)) {
            return plan.refused(
                    verification instanceof Verification.Warned warned
                            ? warned.warning().text()
                            : "the message is not a step of the trade");
        }
        hash = plan.add(coincident, chosen.signature(), hash, now);
        var candidates = candidates(tradingId, held.subList((int) sequence, held.size()));
        continueFrom(plan, candidates, hash, now);
        candidates.stream()
                .filter(candidate -> candidate.sequence() >= plan.view.next())
                .forEach(plan.later::add);
        return plan;
    }

    private void continueFrom(Plan plan, List<Candidate> candidates, String headHash, Instant now) {
        var hash = headHash;
        for (var next = next(plan, candidates); next.isPresent(); next = next(plan, candidates)) {
            hash = plan.add(
                    next.get().coincident(), next.get().candidate().content().signature(), hash, now);
            if (next.get().candidate().message() != null) {
                plan.applied.add(next.get().candidate().message());
            }
        }
    }

    private Optional<Next> next(Plan plan, List<Candidate> candidates) {
        for (var candidate : candidates) {
            if (candidate.sequence() == plan.view.next()
                    && verifier.verify(candidate.content().body(), plan.view)
                            instanceof Verification.Coincident coincident) {
                return Optional.of(new Next(candidate, coincident));
            }
        }
        return Optional.empty();
    }

    private List<Candidate> candidates(String tradingId, List<HistoryEntry> later) {
        List<Candidate> candidates = new ArrayList<>();
        later.forEach(entry -> candidates.add(new Candidate(
                entry.sequence(), new QuarantinedMessages.Content(entry.body(), entry.signature()), null)));
        quarantine.of(tradingId).stream()
                .filter(message -> message.sequence() != null
                        && (message.state() == State.WAITING
                                || message.state() == State.KEPT
                                        && WarningOrigin.of(message.warning()) == WarningOrigin.VERIFIED))
                .map(message -> new Candidate(
                        message.sequence(), quarantine.content(message.id()).orElseThrow(), message))
                .filter(candidate -> isTrusted(candidate.content()))
                .forEach(candidates::add);
        return candidates;
    }

    /**
     * The signatures of quarantined messages are verified again: a key can be revoked after a message was received. A statement only names a
     * message of the trade.
     */
    private boolean isTrusted(QuarantinedMessages.Content content) {
        return signed.read(content.body(), content.signature()) instanceof ReadResult.Valid valid
                && !(valid.message() instanceof TradingMessage.OfStatement);
    }

    /** Writes the decided history: replaces the rows from the settled sequence on. */
    void apply(Plan plan, Instant now) {
        var tradingId = plan.stored.trade().tradingId();
        history.remove(tradingId, plan.sequence);
        long first = history.append(plan.entries);
        var last = plan.entries.get(plan.entries.size() - 1);
        trades.replace(plan.stored, new ChainedTrade(plan.view.trade().orElseThrow(), last.hash()));
        search.replaceDueTimes(Map.of(tradingId, dueTimes(tradingId)));
        if (plan.sequence == 1) {
            orders.markAccepted(List.of(new Acceptance(plan.stored.trade().orderReference(), tradingId, first)), now);
        }
        quarantine.update(plan.applied.stream()
                .map(message -> message.withState(State.APPLIED, message.warning()))
                .toList());
        quarantine.update(plan.awaiting().stream()
                .map(message ->
                        message.withState(State.WAITING, message.warning()).awaiting(plan.view.next()))
                .toList());
        // The server has sent messages with these numbers, and perhaps in other versions.
        if (!plan.later.isEmpty()) {
            inquiries.publish(Map.of(tradingId, plan.view.next()));
        }
    }

    /** The due times of the last processing in the history. */
    private List<Instant> dueTimes(String tradingId) {
        List<Instant> due = List.of();
        for (var entry : history.of(tradingId)) {
            if (reader.read(entry.body()) instanceof ReadResult.Valid valid
                    && valid.message() instanceof TradingMessage.OfProcessing processing) {
                due = processing.data().dueTimes();
            }
        }
        return due;
    }

    private Trade replayed(Optional<Trade> before, String body) {
        if (reader.read(body) instanceof ReadResult.Valid valid
                && !(valid.message() instanceof TradingMessage.OfRefusal)) {
            return Replay.apply(before, valid.message(), transitions).orElseThrow();
        }
        throw new IllegalStateException("The ledger contains a message that cannot be read. Verify the ledger.");
    }

    private SentOrder order(String reference) {
        Map<String, SentOrder> sent = orders.load(Set.of(reference));
        return Optional.ofNullable(sent.get(reference))
                .map(order -> order.amended(requests.amendmentsOf(reference)))
                .orElse(null);
    }

    /** A message that can follow; from the quarantine unless {@code message} is null. */
    private record Candidate(long sequence, QuarantinedMessages.Content content, QuarantinedMessage message) {}

    private record Next(Candidate candidate, Verification.Coincident coincident) {}

    /**
     * The decided history of a trade from a sequence on.
     *
     * @param later messages after the decided history that do not follow it now
     * @param refusal the reason why the chosen version is not possible; otherwise null
     */
    record Plan(
            ChainedTrade stored,
            long sequence,
            List<HistoryEntry> entries,
            List<QuarantinedMessage> applied,
            List<Candidate> later,
            SettledTrade view,
            String refusal) {

        private Plan refused(String reason) {
            return new Plan(stored, sequence, entries, applied, later, view, reason);
        }

        /** The quarantined messages that wait for the one before them from now on. */
        List<QuarantinedMessage> awaiting() {
            return later.stream()
                    .filter(candidate -> candidate.message() != null && candidate.sequence() > view.next())
                    .map(Candidate::message)
                    .toList();
        }

        private String add(Verification.Coincident coincident, String signature, String previousHash, Instant now) {
            var entry = HistoryEntry.of(coincident.message(), signature, coincident.trade(), previousHash, now);
            entries.add(entry);
            view.add(coincident.trade(), entry.body());
            return entry.hash();
        }
    }
}
