package org.coincide.processes.paths.lifecycle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.coincide.processes.lifecycle.LifecycleContract;
import org.coincide.processes.paths.expression.PathViolationException;
import org.coincide.processes.paths.hash.HashBuilder;

/** The three statuses of a whole trade, and the contract's rules for their changes. */
final class WholeTrade {

    private static final LifecycleContract CONTRACT = LifecycleContract.read();
    private static final Set<String> SHIPPING = Set.of("SHIPPED", "PARTIALLY_SHIPPED");

    private final Map<String, String> present;
    /** The status before the hold; null unless the order is on hold. */
    private String heldFrom;

    /** A new trade. */
    WholeTrade() {
        present = new LinkedHashMap<>();
        LifecycleContract.LIFECYCLES.forEach(lifecycle -> present.put(lifecycle, CONTRACT.initial(lifecycle)));
    }

    private WholeTrade(WholeTrade other) {
        present = new LinkedHashMap<>(other.present);
        heldFrom = other.heldFrom;
    }

    WholeTrade copy() {
        return new WholeTrade(this);
    }

    String status(String lifecycle) {
        return present.get(lifecycle);
    }

    boolean isClosed() {
        return CONTRACT.closes(present);
    }

    /**
     * Moves a lifecycle to another status.
     *
     * @throws PathViolationException if the contract forbids it
     */
    void move(String lifecycle, String to) {
        var from = present.get(lifecycle);
        require(lifecycle, from, to, "");
        requireHold(lifecycle, from, to);
        reject(
                SHIPPING.contains(to) && Set.of("RECEIVED", "REJECTED").contains(status("order")),
                () -> lifecycle + " may not become " + to + " while the order is " + status("order"));
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

    static void require(String lifecycle, String from, String to, String of) {
        reject(!CONTRACT.allows(lifecycle, from, to), () -> lifecycle + of + " may not become " + to + " from " + from);
    }

    static void reject(boolean wrong, Supplier<String> message) {
        if (wrong) {
            throw new PathViolationException(message.get());
        }
    }

    private Map<String, String> withBefore(String lifecycle, String before) {
        var all = new LinkedHashMap<>(present);
        all.put(lifecycle, before);
        return all;
    }

    /** Adds everything on which a continuation depends. */
    void addTo(HashBuilder hash) {
        present.values().forEach(hash::add);
        hash.add(heldFrom);
    }

    @Override
    public String toString() {
        return present.toString();
    }
}
