package org.coincide.engine.trade.status;

import java.util.ArrayList;
import java.util.List;

/** The current statuses of a trade's three lifecycles, which are always published together. */
public record Statuses(OrderStatus order, DeliveryStatus delivery, PaymentStatus payment) {

    /** The initial statuses of every trade. */
    public static final Statuses FIRST =
            new Statuses(OrderStatus.RECEIVED, DeliveryStatus.NOT_STARTED, PaymentStatus.PENDING);

    /** Returns the statuses in a form for people, such as {@code ACCEPTED/PREPARING/AUTHORIZED}. */
    public String text() {
        return order + "/" + delivery + "/" + payment;
    }

    /** Returns the changed lifecycles, by their names in the contract. */
    public List<String> changedSince(Statuses before) {
        List<String> changed = new ArrayList<>();
        if (order != before.order) changed.add("order");
        if (delivery != before.delivery) changed.add("delivery");
        if (payment != before.payment) changed.add("payment");
        return changed;
    }
}
