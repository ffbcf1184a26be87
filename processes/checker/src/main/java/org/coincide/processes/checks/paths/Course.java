package org.coincide.processes.checks.paths;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.coincide.processes.checks.contract.Contract;
import org.coincide.processes.checks.contract.Status;

/** The three statuses of a trade and its parts, as its events move them; it objects to what the contract forbids. */
final class Course implements Facts {

    private static final Contract CONTRACT = Contract.read();
    private static final Set<String> UNDONE = Set.of("CANCELLED", "VOIDED");
    private static final Set<String> AFTER_MONEY =
            Set.of("PARTIALLY_PAID", "PAID", "PARTIALLY_REFUNDED", "REFUNDED", "VOIDED");
    private static final Set<String> SHIPPING = Set.of("SHIPPED", "PARTIALLY_SHIPPED");

    private final Map<String, String> present;
    private Part[] parts;
    private String heldFrom;
    private Key key;

    Course() {
        present = new LinkedHashMap<>();
        Contract.LIFECYCLES.forEach(lifecycle -> present.put(lifecycle, CONTRACT.initial(lifecycle)));
        parts = new Part[] {new Part(present.get("delivery"), present.get("payment"), Set.of("delivery", "payment"))};
    }

    private Course(Course other) {
        present = new LinkedHashMap<>(other.present);
        parts = other.parts.clone();
        heldFrom = other.heldFrom;
    }

    Course copy() {
        return new Course(this);
    }

    /** What is known of one part alone; of the whole for none. */
    Facts of(Integer part) {
        if (part == null || parts.length == 1) {
            return this;
        }
        var alone = copy();
        alone.parts = new Part[] {parts[part]};
        alone.present.put("payment", parts[part].payment());
        return alone;
    }

    /** From here on the trade is in so many parts; each has come as far as the whole. */
    void split(int count) {
        if (parts.length == 1 && count > 1) {
            var whole = parts[0];
            parts = new Part[count];
            Arrays.fill(parts, new Part(whole.delivery(), whole.payment(), Set.of("delivery", "payment")));
        }
    }

    /** @param part of which part an event says it; null for the whole */
    void say(Status said, Integer part) {
        if (said.lifecycle().equals("order")) {
            move(said.lifecycle(), said.value());
            return;
        }
        if (part == null && isNoNews(said)) {
            return;
        }
        var before = List.of(parts);
        if (part == null) {
            sayOfAll(said);
        } else {
            sayOf(part, said);
        }
        fold(said, !before.equals(List.of(parts)));
        if (said.lifecycle().equals("delivery") && nowAllIsPaid()) {
            move("payment", "PAID");
        }
    }

    /** When a part is cancelled, what was paid of the others can be all that is due. */
    private boolean nowAllIsPaid() {
        var all = List.of(parts);
        return present.get("payment").equals("PARTIALLY_PAID")
                && Fold.captured(all) > 0
                && Fold.captured(all) == Fold.toBePaid(all);
    }

    /**
     * Where money came, the server tells nothing new when the rest is let go of, or when it is counted once more before it is
     * given back.
     */
    private boolean isNoNews(Status said) {
        var counted = said.value().equals("PAID") && present.get("order").equals("CANCELLING");
        return said.lifecycle().equals("payment")
                && (said.value().equals("VOIDED") || counted)
                && AFTER_MONEY.contains(present.get("payment"));
    }

    private void sayOf(int part, Status said) {
        var before = parts[part];
        var from = before.status(said.lifecycle());
        if (!confirms(said, before)) {
            require(said.lifecycle(), from, said.value(), " of one part");
        }
        parts[part] = before.with(said.lifecycle(), said.value(), false);
    }

    /** Goods may be said of the whole to be in preparation, and then once of each part; money comes once. */
    private static boolean confirms(Status said, Part part) {
        return said.lifecycle().equals("delivery")
                && part.inherited().contains("delivery")
                && part.delivery().equals(said.value());
    }

    /** What is said of the whole is said of each part that can still become so. */
    private void sayOfAll(Status said) {
        Predicate<Part> may = part -> CONTRACT.allows(said.lifecycle(), part.status(said.lifecycle()), said.value());
        if (Stream.of(parts).noneMatch(may) && !isUndoneAlready(said)) {
            require(said.lifecycle(), present.get(said.lifecycle()), said.value(), "");
        }
        for (int part = 0; part < parts.length; part++) {
            if (may.test(parts[part])) {
                parts[part] = parts[part].with(said.lifecycle(), said.value(), true);
            }
        }
    }

    /** To undo once more what is undone is no fault: the server says nothing then. */
    private boolean isUndoneAlready(Status said) {
        return UNDONE.contains(said.value()) && said.value().equals(present.get(said.lifecycle()));
    }

    /** Takes the furthest status that is true of all parts together; none where that is the present one. */
    private void fold(Status said, boolean somethingMoved) {
        var lifecycle = said.lifecycle();
        var now = present.get(lifecycle);
        Fold.of(said, List.of(parts))
                .filter(status -> status.equals(now) || CONTRACT.allows(lifecycle, now, status))
                .findFirst()
                .filter(status -> !status.equals(now) || somethingMoved && CONTRACT.allows(lifecycle, now, now))
                .ifPresent(status -> move(lifecycle, status));
    }

    private void move(String lifecycle, String to) {
        var from = present.get(lifecycle);
        require(lifecycle, from, to, "");
        requireHold(lifecycle, from, to);
        object(
                SHIPPING.contains(to) && Set.of("RECEIVED", "REJECTED").contains(present.get("order")),
                () -> lifecycle + " " + to + " of an order that is " + present.get("order"));
        object(
                isClosed() && !CONTRACT.allowsAfterClose(lifecycle, to),
                () -> lifecycle + " " + to + " after the trade was closed with " + present);
        present.put(lifecycle, to);
        object(to.equals("COMPLETED") && !isClosed(), () -> "COMPLETED with " + withBefore(lifecycle, from));
    }

    private void requireHold(String lifecycle, String from, String to) {
        if (from.equals(CONTRACT.hold(lifecycle))) {
            object(
                    !CONTRACT.mayLeaveHold(lifecycle, heldFrom, to),
                    () -> "ON_HOLD since it was " + heldFrom + " becomes " + to);
        }
        if (to.equals(CONTRACT.hold(lifecycle))) {
            heldFrom = from;
        }
    }

    private static void require(String lifecycle, String from, String to, String of) {
        object(!CONTRACT.allows(lifecycle, from, to), () -> lifecycle + of + " may not become " + to + " from " + from);
    }

    private static void object(boolean wrong, Supplier<String> objection) {
        if (wrong) {
            throw new ObjectionException(objection.get());
        }
    }

    private Map<String, String> withBefore(String lifecycle, String before) {
        var all = new LinkedHashMap<>(present);
        all.put(lifecycle, before);
        return all;
    }

    @Override
    public String status(String lifecycle) {
        return present.get(lifecycle);
    }

    @Override
    public boolean somethingIsHandedOver() {
        return any(Part::isHandedOver);
    }

    @Override
    public boolean somethingIsStillHere() {
        return any(part -> !part.isHandedOver() && !part.isCancelled());
    }

    @Override
    public boolean somethingIsDelivered() {
        return any(Part::hasArrived);
    }

    @Override
    public boolean somethingIsCaptured() {
        return any(Part::isCaptured);
    }

    @Override
    public boolean everythingIsCaptured() {
        return Fold.captured(List.of(parts)) == Fold.toBePaid(List.of(parts));
    }

    @Override
    public boolean somethingIsKept() {
        return any(part -> part.isCaptured() && !part.isRefunded());
    }

    private boolean any(Predicate<Part> which) {
        return Stream.of(parts).anyMatch(which);
    }

    @Override
    public boolean isClosed() {
        return CONTRACT.closes(present);
    }

    @Override
    public String toString() {
        return present.toString();
    }

    /** The same for all courses from which the same may follow. To be asked for when this course changes no more. */
    Key key() {
        if (key == null) {
            key = newKey();
        }
        return key;
    }

    private Key newKey() {
        var print = new Fingerprint();
        present.values().forEach(print::add);
        print.add(heldFrom);
        for (var part : parts) {
            print.add(part.delivery())
                    .add(part.payment())
                    .add(part.inherited().contains("delivery"))
                    .add(part.inherited().contains("payment"));
        }
        return print.add(parts.length).key();
    }
}
