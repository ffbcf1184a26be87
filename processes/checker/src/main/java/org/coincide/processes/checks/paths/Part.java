package org.coincide.processes.checks.paths;

import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * One part of a trade, such as a consignment: how far its goods and its money have come.
 *
 * @param delivery its own delivery status
 * @param payment its own payment status
 * @param inherited the lifecycles whose status was said of the whole, not yet of this part
 */
record Part(String delivery, String payment, Set<String> inherited) {

    private static final Set<String> HANDED_OVER = Set.of("SHIPPED", "DELIVERED", "UNDELIVERABLE", "RETURNED");
    private static final Set<String> ARRIVED = Set.of("DELIVERED", "RETURNED");
    private static final Set<String> PAID = Set.of("PAID", "REFUNDED");

    String status(String lifecycle) {
        return lifecycle.equals("delivery") ? delivery : payment;
    }

    Part with(String lifecycle, String status, boolean saidOfTheWhole) {
        var others = Set.copyOf(
                inherited.stream().filter(name -> !name.equals(lifecycle)).toList());
        var now = saidOfTheWhole ? plus(others, lifecycle) : others;
        return lifecycle.equals("delivery") ? new Part(status, payment, now) : new Part(delivery, status, now);
    }

    private static Set<String> plus(Set<String> names, String name) {
        UnaryOperator<Set<String>> added = before -> before.isEmpty() ? Set.of(name) : Set.of("delivery", "payment");
        return added.apply(names);
    }

    boolean isCancelled() {
        return delivery.equals("CANCELLED");
    }

    boolean isHandedOver() {
        return HANDED_OVER.contains(delivery);
    }

    boolean hasArrived() {
        return ARRIVED.contains(delivery);
    }

    boolean isReturned() {
        return delivery.equals("RETURNED");
    }

    boolean isCaptured() {
        return PAID.contains(payment);
    }

    boolean isRefunded() {
        return payment.equals("REFUNDED");
    }
}
