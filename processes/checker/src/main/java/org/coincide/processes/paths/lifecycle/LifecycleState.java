package org.coincide.processes.paths.lifecycle;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.coincide.processes.lifecycle.DeclaredStatus;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.hash.Hash;
import org.coincide.processes.paths.hash.HashBuilder;
import org.coincide.processes.paths.hash.HashedMap;
import org.coincide.processes.server.RecordChange;
import org.coincide.processes.server.TradeFacts;

/** The three statuses of a trade and of its parts. Rejects every change that the contract forbids. */
public final class LifecycleState implements TradeFacts {

    private static final LifecycleContract CONTRACT = LifecycleContract.read();
    private static final Set<String> UNDONE = Set.of("CANCELLED", "VOIDED");
    private static final Set<String> CANCELLED = Set.of("CANCELLING", "CANCELLED");
    private static final Set<String> MONEY_CAME =
            Set.of("PARTIALLY_PAID", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED");

    private final WholeTrade whole;
    private TradePart[] parts;

    private Hash hash;

    /** A new trade, in one part. */
    public LifecycleState() {
        whole = new WholeTrade();
        parts = new TradePart[] {
            new TradePart(whole.status("delivery"), whole.status("payment"), true, false, HashedMap.empty())
        };
    }

    private LifecycleState(LifecycleState other) {
        whole = other.whole.copy();
        parts = other.parts.clone();
    }

    public LifecycleState copy() {
        return new LifecycleState(this);
    }

    /** The facts of one part; those of the whole trade for null. */
    public TradeFacts factsOf(Integer part) {
        return part == null || parts.length == 1 ? this : new PartFacts(this, parts[part]);
    }

    /** Splits the trade into this number of parts; each inherits the statuses of the whole. */
    public void split(int count) {
        if (parts.length == 1 && count > 1) {
            var undivided = parts[0];
            parts = new TradePart[count];
            Arrays.setAll(
                    parts,
                    part -> new TradePart(
                            undivided.delivery(),
                            undivided.payment(),
                            true,
                            undivided.declineTold(),
                            PartRecords.divided(undivided.records()).get(Math.min(part, 1))));
        }
    }

    /**
     * Changes a record of the server.
     *
     * @param part the part that the record is about; null for those of the whole trade
     * @throws PathViolationException if the record has a state from which the change is impossible
     */
    public void apply(RecordChange change, Integer part) {
        WholeTrade.reject(
                change.required() && !allows(change, part),
                () -> RecordRule.impossible(change, recordsOf(change.record(), part)));
        for (int index = 0; index < parts.length; index++) {
            if (isMeant(index, part) && change.from().contains(parts[index].record(change.record()))) {
                parts[index] =
                        parts[index].withRecord(change.record(), PartRecords.stateAfter(change, index, parts.length));
            }
        }
    }

    /** Returns whether the record of the part, or of any part of the whole trade, has a state from which the change is possible. */
    public boolean allows(RecordChange change, Integer part) {
        for (int index = 0; index < parts.length; index++) {
            if (isMeant(index, part) && change.from().contains(parts[index].record(change.record()))) {
                return true;
            }
        }
        return false;
    }

    /** The different states of a record: that of the part, or those of the whole trade. */
    public Set<String> recordsOf(String record, Integer part) {
        var states = new TreeSet<String>();
        for (int index = 0; index < parts.length; index++) {
            if (isMeant(index, part)) {
                states.add(parts[index].record(record));
            }
        }
        return states;
    }

    /** Returns whether the payment of any part was declined, and the client was never told. */
    boolean isAnyDeclineUntold() {
        return any(TradePart::isDeclineUntold);
    }

    /** The names of the records that have this state in any part. */
    Stream<String> recordsIn(String state) {
        return Stream.of(parts).flatMap(part -> part.records().names().stream()
                .filter(name -> part.record(name).equals(state)));
    }

    /** The number of parts that the trade is divided into. */
    public int parts() {
        return parts.length;
    }

    private boolean isMeant(int index, Integer part) {
        return part == null || parts.length == 1 || index == part;
    }

    /**
     * Applies a status.
     *
     * @param part the part that it is declared for; null for the whole trade
     * @throws PathViolationException if the contract forbids the change
     */
    public void apply(DeclaredStatus status, Integer part) {
        if (status.lifecycle().equals("order")) {
            whole.move(status.lifecycle(), status.value());
            return;
        }
        var unpaid = isVoidedUnpaid(status);
        if (unpaid && isFailing()) {
            whole.move("payment", "FAILED");
        }
        if (part == null && isRedundant(status)) {
            return;
        }
        var before = List.of(parts);
        if (part == null) {
            applyToAll(status);
        } else {
            applyTo(part, status);
        }
        if (unpaid && tradeParts().isPaymentOpen()) {
            leavePaymentOpen();
            return;
        }
        fold(status, !before.equals(List.of(parts)));
        if (status.lifecycle().equals("delivery") && isRestOfPaymentCancelled()) {
            whole.move("payment", "PAID");
        }
    }

    /** Returns whether the payment of an order that continues is voided because an invoice was written off. */
    private boolean isVoidedUnpaid(DeclaredStatus status) {
        return status.lifecycle().equals("payment")
                && status.value().equals("VOIDED")
                && any(TradePart::isWrittenOff)
                && !CANCELLED.contains(whole.status("order"));
    }

    /** Returns whether the payment, captured in part, fails before it is voided. */
    private boolean isFailing() {
        return whole.status("payment").equals("PARTIALLY_PAID") && !tradeParts().isPaymentOpen();
    }

    /** The server continues the payment while another part is unpaid or has not arrived. */
    private void leavePaymentOpen() {
        if (whole.status("payment").equals("FAILED")) {
            whole.move("payment", "PENDING");
        }
    }

    /** Returns whether the parts that are left are all paid, since another part was cancelled. */
    private boolean isRestOfPaymentCancelled() {
        return whole.status("payment").equals("PARTIALLY_PAID") && tradeParts().areAllPaid();
    }

    /** After money came, the server publishes neither the release of the rest nor a second count before a refund. */
    private boolean isRedundant(DeclaredStatus status) {
        var countedAgain =
                status.value().equals("PAID") && whole.status("order").equals("CANCELLING");
        return status.lifecycle().equals("payment")
                && (status.value().equals("VOIDED") || countedAgain)
                && MONEY_CAME.contains(whole.status("payment"));
    }

    private void applyTo(int part, DeclaredStatus status) {
        var before = parts[part];
        var from = before.status(status.lifecycle());
        if (!confirms(status, before)) {
            WholeTrade.require(status.lifecycle(), from, status.value(), " of one part");
        }
        parts[part] = before.with(status.lifecycle(), status.value(), false);
    }

    /** Preparation can be declared for the whole trade and then once for each part; a payment cannot. */
    private static boolean confirms(DeclaredStatus status, TradePart part) {
        return status.lifecycle().equals("delivery")
                && part.inherited()
                && part.delivery().equals(status.value());
    }

    /** A status of the whole trade applies to each part that can still take it. */
    private void applyToAll(DeclaredStatus status) {
        Predicate<TradePart> may =
                part -> CONTRACT.allows(status.lifecycle(), part.status(status.lifecycle()), status.value());
        if (Stream.of(parts).noneMatch(may) && !isAlreadyUndone(status)) {
            WholeTrade.require(status.lifecycle(), whole.status(status.lifecycle()), status.value(), "");
        }
        for (int part = 0; part < parts.length; part++) {
            if (may.test(parts[part])) {
                parts[part] = parts[part].with(status.lifecycle(), status.value(), true);
            }
        }
    }

    /** Undoing twice is legal: the server publishes nothing the second time. */
    private boolean isAlreadyUndone(DeclaredStatus status) {
        return UNDONE.contains(status.value()) && status.value().equals(whole.status(status.lifecycle()));
    }

    private void fold(DeclaredStatus status, boolean changed) {
        var lifecycle = status.lifecycle();
        var now = whole.status(lifecycle);
        if (status.value().startsWith("PARTIALLY_")) {
            take(lifecycle, now, Stream.of(status.value()), changed);
        } else if (lifecycle.equals("payment")) {
            take(lifecycle, now, tradeParts().paymentCandidates(status), changed);
        } else {
            tradeParts()
                    .delivery()
                    .next(now, changed, (from, to) -> CONTRACT.allows(lifecycle, from, to))
                    .ifPresent(next -> whole.move(lifecycle, next));
        }
    }

    /** Moves to the first candidate that the contract allows. */
    private void take(String lifecycle, String now, Stream<String> candidates, boolean changed) {
        candidates
                .filter(next -> next.equals(now) || CONTRACT.allows(lifecycle, now, next))
                .findFirst()
                .filter(next -> !next.equals(now) || changed && CONTRACT.allows(lifecycle, now, now))
                .ifPresent(next -> whole.move(lifecycle, next));
    }

    private TradeParts tradeParts() {
        return new TradeParts(List.of(parts));
    }

    @Override
    public String status(String lifecycle) {
        return whole.status(lifecycle);
    }

    @Override
    public boolean anyPart(String deliveryStatus) {
        return any(part -> part.delivery().equals(deliveryStatus));
    }

    @Override
    public boolean anyHandedOver() {
        return any(TradePart::isHandedOver);
    }

    @Override
    public boolean anyDelivered() {
        return any(TradePart::hasArrived);
    }

    @Override
    public boolean anyCapturedAndNotRefunded() {
        return any(part -> part.isCaptured() && !part.isRefunded());
    }

    private boolean any(Predicate<TradePart> which) {
        for (var part : parts) {
            if (which.test(part)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public boolean anyRecord(String record, String state) {
        return any(part -> part.record(record).equals(state));
    }

    @Override
    public boolean isClosed() {
        return whole.isClosed();
    }

    @Override
    public String toString() {
        return whole.toString();
    }

    /** Equal for two states with the same continuations. To be called once this state changes no more. */
    public Hash hash() {
        if (hash == null) {
            hash = newHash();
        }
        return hash;
    }

    private Hash newHash() {
        var builder = new HashBuilder();
        whole.addTo(builder);
        for (var part : parts) {
            builder.add(part.delivery())
                    .add(part.payment())
                    .add(part.inherited())
                    .add(part.declineTold())
                    .add(part.records().hash());
        }
        return builder.add(parts.length).build();
    }
}
