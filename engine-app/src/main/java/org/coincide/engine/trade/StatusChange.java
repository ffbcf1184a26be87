package org.coincide.engine.trade;

import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;

/**
 * The statuses that an event of a process reports. A null status stays unchanged.
 *
 * @param reason may be null
 */
public record StatusChange(
        OrderStatus order, DeliveryStatus delivery, PaymentStatus payment, Reason reason, Actor actor) {

    Statuses appliedTo(Statuses before) {
        return new Statuses(
                order == null ? before.order() : order,
                delivery == null ? before.delivery() : delivery,
                payment == null ? before.payment() : payment);
    }
}
