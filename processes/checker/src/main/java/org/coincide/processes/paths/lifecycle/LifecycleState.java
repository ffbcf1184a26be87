package org.coincide.processes.paths.lifecycle;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
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
    private static final Set<String> MONEY_CAME =
            Set.of("PARTIALLY_PAID", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED");
    private static final Set<String> SHIPPING = Set.of("SHIPPED", "PARTIALLY_SHIPPED");

    private final Map<String, String> present;
    private TradePart[] parts;
    /** The status before the hold; null unless the order is on hold. */
    private String heldFrom;

    private Hash hash;

    /** A new trade, in one part. */
    public LifecycleState() {
        present = new LinkedHashMap<>();
        LifecycleContract.LIFECYCLES.forEach(lifecycle -> present.put(lifecycle, CONTRACT.initial(lifecycle)));
        parts = new TradePart[] {new TradePart(present.get("delivery"), present.get("payment"), true, HashedMap.empty())
        };
    }

    private LifecycleState(LifecycleState other) {
        present = new LinkedHashMap<>(other.present);
        parts = other.parts.clone();
        heldFrom = other.heldFrom;
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
            var whole = parts[0];
            parts = new TradePart[count];
            Arrays.setAll(
                    parts,
                    part -> new TradePart(
                            whole.delivery(),
                            whole.payment(),
                            true,
                            PartRecords.divided(whole.records()).get(Math.min(part, 1))));
        }
    }

    /**
     * Changes a record of the server.
     *
     * @param part the part that the record is about; null for those of the whole trade
     * @throws PathViolationException if the record has a state from which the change is impossible
     */
    public void apply(RecordChange change, Integer part) {
        reject(change.required() && !allows(change, part), () -> impossible(change, recordsOf(change.record(), part)));
        for (int index = 0; index < parts.length; index++) {
            if (isMeant(index, part) && change.from().contains(parts[index].record(change.record()))) {
                parts[index] =
                        parts[index].withRecord(change.record(), PartRecords.stateAfter(change, index, parts.length));
            }
        }
    }

    private static String impossible(RecordChange change, Set<String> states) {
        var is = "the " + change.record() + " is " + String.join(", ", states);
        var needed = String.join(" or ", change.from());
        if (change.to().containsAll(states)) {
            return "repeats what another element has done: " + is + " already, and this element runs only while it is "
                    + needed + "; remove this element, or lead the path round it";
        }
        return change.from().containsAll(change.to())
                ? "runs while " + is + ", and has an effect only while it is " + needed
                        + "; remove the element, or move it"
                : "runs while " + is + ", and the server fails unless it is " + needed
                        + "; remove the element, or move it";
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
            move(status.lifecycle(), status.value());
            return;
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
        fold(status, !before.equals(List.of(parts)));
        if (status.lifecycle().equals("delivery") && isRestOfPaymentCancelled()) {
            move("payment", "PAID");
        }
    }

    /** Returns whether the parts that are left are all paid, since another part was cancelled. */
    private boolean isRestOfPaymentCancelled() {
        return present.get("payment").equals("PARTIALLY_PAID") && tradeParts().areAllPaid();
    }

    /** After money came, the server publishes neither the release of the rest nor a second count before a refund. */
    private boolean isRedundant(DeclaredStatus status) {
        var countedAgain = status.value().equals("PAID") && present.get("order").equals("CANCELLING");
        return status.lifecycle().equals("payment")
                && (status.value().equals("VOIDED") || countedAgain)
                && MONEY_CAME.contains(present.get("payment"));
    }

    private void applyTo(int part, DeclaredStatus status) {
        var before = parts[part];
        var from = before.status(status.lifecycle());
        if (!confirms(status, before)) {
            require(status.lifecycle(), from, status.value(), " of one part");
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
            require(status.lifecycle(), present.get(status.lifecycle()), status.value(), "");
        }
        for (int part = 0; part < parts.length; part++) {
            if (may.test(parts[part])) {
                parts[part] = parts[part].with(status.lifecycle(), status.value(), true);
            }
        }
    }

    /** Undoing twice is legal: the server publishes nothing the second time. */
    private boolean isAlreadyUndone(DeclaredStatus status) {
        return UNDONE.contains(status.value()) && status.value().equals(present.get(status.lifecycle()));
    }

    private void fold(DeclaredStatus status, boolean changed) {
        var lifecycle = status.lifecycle();
        var now = present.get(lifecycle);
        if (status.value().startsWith("PARTIALLY_")) {
            take(lifecycle, now, Stream.of(status.value()), changed);
        } else if (lifecycle.equals("payment")) {
            take(lifecycle, now, tradeParts().paymentCandidates(status), changed);
        } else {
            tradeParts()
                    .delivery()
                    .next(now, changed, (from, to) -> CONTRACT.allows(lifecycle, from, to))
                    .ifPresent(next -> move(lifecycle, next));
        }
    }

    /** Moves to the first candidate that the contract allows. */
    private void take(String lifecycle, String now, Stream<String> candidates, boolean changed) {
        candidates
                .filter(next -> next.equals(now) || CONTRACT.allows(lifecycle, now, next))
                .findFirst()
                .filter(next -> !next.equals(now) || changed && CONTRACT.allows(lifecycle, now, now))
                .ifPresent(next -> move(lifecycle, next));
    }

    private void move(String lifecycle, String to) {
        var from = present.get(lifecycle);
        require(lifecycle, from, to, "");
        requireHold(lifecycle, from, to);
        reject(
                SHIPPING.contains(to) && Set.of("RECEIVED", "REJECTED").contains(present.get("order")),
                () -> lifecycle + " may not become " + to + " while the order is " + present.get("order"));
        reject(
                isClosed() && !CONTRACT.allowsAfterClose(lifecycle, to),
                () -> lifecycle + " may not become " + to + " after the trade was closed with " + present);
        present.put(lifecycle, to);
        reject(
                to.equals("COMPLETED") && !isClosed(),
                () -> "order may not become COMPLETED with " + withBefore(lifecycle, from));
    }

    private void requireHold(String lifecycle, String from, String to) {
        if (from.equals(CONTRACT.hold(lifecycle))) {
            reject(
                    !CONTRACT.mayLeaveHold(lifecycle, heldFrom, to),
                    () -> lifecycle + " was put on hold from " + heldFrom + " and may not become " + to);
            heldFrom = null;
        }
        if (to.equals(CONTRACT.hold(lifecycle))) {
            heldFrom = from;
        }
    }

    private static void require(String lifecycle, String from, String to, String of) {
        reject(!CONTRACT.allows(lifecycle, from, to), () -> lifecycle + of + " may not become " + to + " from " + from);
    }

    private static void reject(boolean wrong, Supplier<String> message) {
        if (wrong) {
            throw new PathViolationException(message.get());
        }
    }

    private Map<String, String> withBefore(String lifecycle, String before) {
        var all = new LinkedHashMap<>(present);
        all.put(lifecycle, before);
        return all;
    }

    private TradeParts tradeParts() {
        return new TradeParts(List.of(parts));
    }

    @Override
    public String status(String lifecycle) {
        return present.get(lifecycle);
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
        return CONTRACT.closes(present);
    }

    @Override
    public String toString() {
        return present.toString();
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
        present.values().forEach(builder::add);
        builder.add(heldFrom);
        for (var part : parts) {
            builder.add(part.delivery())
                    .add(part.payment())
                    .add(part.inherited())
                    .add(part.records().hash());
        }
        return builder.add(parts.length).build();
    }
}
