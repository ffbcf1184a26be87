package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Optional;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TransitionsTest {

    private final Transitions transitions = Transitions.ofContract();

    @Test
    void theEnumsHaveTheStatusesOfTheContract() {
        assertThat(transitions.statusesOf("order")).containsExactlyInAnyOrderElementsOf(names(OrderStatus.values()));
        assertThat(transitions.statusesOf("delivery"))
                .containsExactlyInAnyOrderElementsOf(names(DeliveryStatus.values()));
        assertThat(transitions.statusesOf("payment"))
                .containsExactlyInAnyOrderElementsOf(names(PaymentStatus.values()));
    }

    private static Iterable<String> names(Enum<?>[] statuses) {
        return Arrays.stream(statuses).map(Enum::name).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, ACCEPTED",
        "RECEIVED, REJECTED",
        "ACCEPTED, IN_PROGRESS",
        "IN_PROGRESS, COMPLETED",
        "CANCELLING, CANCELLED",
        "FAILED, IN_PROGRESS"
    })
    void anOrderMayGo(OrderStatus from, OrderStatus to) {
        assertThat(forbidden(aTrade().order(from), to)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVED, COMPLETED",
        "ACCEPTED, RECEIVED",
        "ACCEPTED, CANCELLED",
        "COMPLETED, IN_PROGRESS",
        "CANCELLED, ACCEPTED"
    })
    void anOrderMayNotGo(OrderStatus from, OrderStatus to) {
        assertThat(forbidden(aTrade().order(from), to))
                .hasValue("the contract allows no step of order from " + from + " to " + to + ".");
    }

    @Test
    void aHeldOrderResumesAtItsFormerStatus() {
        TradeExample held = aTrade().order(OrderStatus.ON_HOLD).heldFrom(OrderStatus.ACCEPTED);
        assertThat(forbidden(held, OrderStatus.ACCEPTED)).isEmpty();
        assertThat(forbidden(held, OrderStatus.IN_PROGRESS)).isPresent();
        assertThat(forbidden(held, OrderStatus.CANCELLED)).isPresent();
        assertThat(forbidden(held.heldFrom(OrderStatus.RECEIVED), OrderStatus.CANCELLED))
                .isEmpty();
    }

    @Test
    void afterTheCloseOnlyReturnsAndRefundsFollow() {
        Trade closed = aTrade().order(OrderStatus.COMPLETED)
                .delivery(DeliveryStatus.DELIVERED)
                .payment(PaymentStatus.PAID)
                .closed()
                .trade();
        assertThat(transitions.illegalStep(closed, with(closed, DeliveryStatus.RETURNED)))
                .isEmpty();
        assertThat(transitions.illegalStep(
                        closed, new Statuses(OrderStatus.COMPLETED, DeliveryStatus.DELIVERED, PaymentStatus.REFUNDED)))
                .isEmpty();
    }

    @Test
    void anOrderThatFailedAfterItsDeliveryDoesNotContinue() {
        Trade closed = aTrade().order(OrderStatus.FAILED)
                .delivery(DeliveryStatus.DELIVERED)
                .payment(PaymentStatus.PAID)
                .closed()
                .trade();
        assertThat(transitions.illegalStep(
                        closed, new Statuses(OrderStatus.IN_PROGRESS, DeliveryStatus.DELIVERED, PaymentStatus.PAID)))
                .hasValue("the trade is closed and cannot change order to IN_PROGRESS; only returns and refunds are"
                        + " allowed.");
    }

    @ParameterizedTest
    @CsvSource({
        "COMPLETED, DELIVERED, PAID, true",
        "COMPLETED, SHIPPED, PAID, false",
        "REJECTED, NOT_STARTED, PENDING, true",
        "CANCELLED, CANCELLED, FAILED, true",
        "CANCELLED, CANCELLED, PENDING, true",
        "CANCELLED, NOT_STARTED, VOIDED, false",
        "FAILED, DELIVERED, PENDING, false",
        "IN_PROGRESS, DELIVERED, PAID, false"
    })
    void aTradeIsClosedAsTheContractSays(
            OrderStatus order, DeliveryStatus delivery, PaymentStatus payment, boolean closed) {
        assertThat(transitions.closes(new Statuses(order, delivery, payment))).isEqualTo(closed);
    }

    private Optional<String> forbidden(TradeExample trade, OrderStatus to) {
        Trade from = trade.trade();
        return transitions.illegalStep(
                from,
                new Statuses(to, from.statuses().delivery(), from.statuses().payment()));
    }

    private static Statuses with(Trade trade, DeliveryStatus delivery) {
        return new Statuses(trade.statuses().order(), delivery, trade.statuses().payment());
    }

    private static TradeExample aTrade() {
        return new TradeExample();
    }
}
