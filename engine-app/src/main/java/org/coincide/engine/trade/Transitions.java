package org.coincide.engine.trade;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.Statuses;
import org.coincide.processes.lifecycle.LifecycleContract;

/** Checks the changes of a trade against the lifecycles of the contract. */
public final class Transitions {

    private static final String ORDER = "order";
    private static final String DELIVERY = "delivery";
    private static final String PAYMENT = "payment";

    private final LifecycleContract contract;

    private Transitions(LifecycleContract contract) {
        this.contract = contract;
    }

    /**
     * The transitions of the contract on the class path.
     *
     * @throws IllegalStateException if the contract is missing or unreadable
     */
    public static Transitions ofContract() {
        return new Transitions(LifecycleContract.read());
    }

    /** Returns the first illegal step of a change, as a text; empty if all steps are legal. */
    Optional<String> illegalStep(Trade trade, Statuses next) {
        Statuses now = trade.statuses();
        return illegalStep(ORDER, now.order(), next.order())
                .or(() -> illegalResume(trade, next))
                .or(() -> illegalStep(DELIVERY, now.delivery(), next.delivery()))
                .or(() -> illegalStep(PAYMENT, now.payment(), next.payment()))
                .or(() -> illegalAfterClose(trade, next));
    }

    /** Returns whether the contract has a transition of a delivery; some statuses can follow themselves. */
    boolean allowsDelivery(String from, String to) {
        return contract.allows(DELIVERY, from, to);
    }

    /** Returns whether the contract has a transition of a lifecycle; some statuses can follow themselves. */
    boolean allows(String lifecycle, Enum<?> from, Enum<?> to) {
        return contract.allows(lifecycle, from.name(), to.name());
    }

    private Optional<String> illegalStep(String lifecycle, Enum<?> from, Enum<?> to) {
        return from == to || allows(lifecycle, from, to)
                ? Optional.empty()
                : Optional.of("the contract allows no step of " + lifecycle + " from " + from + " to " + to + ".");
    }

    private Optional<String> illegalResume(Trade trade, Statuses next) {
        String to = next.order().name();
        if (trade.heldFrom() == null || to.equals(contract.hold(ORDER))) {
            return Optional.empty();
        }
        String from = trade.heldFrom().name();
        return contract.mayLeaveHold(ORDER, from, to)
                ? Optional.empty()
                : Optional.of("the order was put on hold from " + from + " and cannot continue as " + to + ".");
    }

    private Optional<String> illegalAfterClose(Trade trade, Statuses next) {
        if (!trade.closed()) {
            return Optional.empty();
        }
        Map<String, String> values = byLifecycle(next);
        return next.changedSince(trade.statuses()).stream()
                .filter(lifecycle -> !contract.allowsAfterClose(lifecycle, values.get(lifecycle)))
                .findFirst()
                .map(lifecycle -> "the trade is closed and cannot change " + lifecycle + " to " + values.get(lifecycle)
                        + "; only returns and refunds are allowed.");
    }

    /** Returns whether a trade with these statuses is closed. */
    boolean closes(Statuses statuses) {
        return contract.closes(byLifecycle(statuses));
    }

    /** Returns the fewest steps of the order to a status that closes the trade, the other statuses unchanged; empty if none do. */
    List<OrderStatus> closingSteps(Trade trade) {
        Statuses now = trade.statuses();
        Deque<List<OrderStatus>> paths = new ArrayDeque<>(List.of(List.of(now.order())));
        Set<OrderStatus> seen = EnumSet.of(now.order());
        while (!paths.isEmpty()) {
            List<OrderStatus> path = paths.remove();
            OrderStatus last = path.get(path.size() - 1);
            if (path.size() > 1 && closes(new Statuses(last, now.delivery(), now.payment()))) {
                return path.subList(1, path.size());
            }
            statusesOf(ORDER).stream()
                    .map(OrderStatus::valueOf)
                    .filter(next -> last != OrderStatus.FAILED && allows(ORDER, last, next))
                    .filter(next -> path.size() > 1
                            || illegalResume(trade, new Statuses(next, now.delivery(), now.payment()))
                                    .isEmpty())
                    .filter(seen::add)
                    .forEach(next -> paths.add(
                            Stream.concat(path.stream(), Stream.of(next)).toList()));
        }
        return List.of();
    }

    private static Map<String, String> byLifecycle(Statuses statuses) {
        return Map.of(
                ORDER, statuses.order().name(),
                DELIVERY, statuses.delivery().name(),
                PAYMENT, statuses.payment().name());
    }

    /** All statuses of a lifecycle. */
    List<String> statusesOf(String lifecycle) {
        return contract.statuses(lifecycle);
    }
}
