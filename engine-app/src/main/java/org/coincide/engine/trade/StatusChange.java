package org.coincide.engine.trade;

/**
 * What an event of a process says has become true. A status that is null stays as it is.
 *
 * @param reason may be null
 */
public record StatusChange(
        OrderStatus order, DeliveryStatus delivery, PaymentStatus payment, Reason reason, Actor actor) {}
