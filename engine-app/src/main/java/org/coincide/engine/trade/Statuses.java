package org.coincide.engine.trade;

import java.util.ArrayList;
import java.util.List;

/** The three present statuses of a trade, always told together (contract, "The three lifecycles"). */
public record Statuses(OrderStatus order, DeliveryStatus delivery, PaymentStatus payment) {

    /** Where every trade of this server begins: there is always something to deliver and to pay. */
    static final Statuses FIRST = new Statuses(OrderStatus.RECEIVED, DeliveryStatus.NOT_STARTED, PaymentStatus.PENDING);

    Statuses after(StatusChange change) {
        return new Statuses(
                change.order() == null ? order : change.order(),
                change.delivery() == null ? delivery : change.delivery(),
                change.payment() == null ? payment : change.payment());
    }

    /** The lifecycles that stand otherwise than before, by their names in the contract. */
    public List<String> changedSince(Statuses before) {
        List<String> changed = new ArrayList<>();
        if (order != before.order) changed.add("order");
        if (delivery != before.delivery) changed.add("delivery");
        if (payment != before.payment) changed.add("payment");
        return changed;
    }
}
