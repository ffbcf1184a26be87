package org.coincide.engine.trade;

import java.util.ArrayList;
import java.util.List;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;

/** The current statuses of a trade's three lifecycles, which are always published together. */
public record Statuses(OrderStatus order, DeliveryStatus delivery, PaymentStatus payment) {

    /** The initial statuses of every trade. */
    static final Statuses FIRST = new Statuses(OrderStatus.RECEIVED, DeliveryStatus.NOT_STARTED, PaymentStatus.PENDING);

    Statuses after(StatusChange change) {
        return new Statuses(
                change.order() == null ? order : change.order(),
                change.delivery() == null ? delivery : change.delivery(),
                change.payment() == null ? payment : change.payment());
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
