package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvariantsTest {

    @ParameterizedTest
    @MethodSource
    void isBrokenBy(String invariant, TradeExample trade) {
        assertThat(Invariants.violatedBy(trade.trade())).hasValue(invariant);
    }

    static Stream<Arguments> isBrokenBy() {
        return Stream.of(
                Arguments.of("CAPTURED_WITHIN_AUTHORIZED", paying("30.00", "37.50", "0")),
                Arguments.of("CAPTURED_WITHIN_AUTHORIZED", paying("0", "37.50", "0")),
                Arguments.of("REFUNDED_WITHIN_CAPTURED", paying("37.50", "10.00", "10.01")),
                Arguments.of("QUANTITIES_NEST", new TradeExample().quantities(1, 3, 0, 0)),
                Arguments.of("QUANTITIES_NEST", new TradeExample().quantities(0, 2, 3, 0)),
                Arguments.of("QUANTITIES_NEST", new TradeExample().quantities(0, 2, 1, 2)),
                Arguments.of("PAID_IN_FULL", paying("37.50", "20.00", "0").payment(PaymentStatus.PAID)),
                Arguments.of("PAID_IN_FULL", paying("37.50", "37.50", "0").payment(PaymentStatus.AUTHORIZED)),
                Arguments.of("NOTHING_SHIPS_UNACCEPTED", new TradeExample().delivery(DeliveryStatus.SHIPPED)),
                Arguments.of(
                        "CANCELLED_KEEPS_NOTHING", paying("37.50", "20.00", "0").order(OrderStatus.CANCELLED)),
                Arguments.of("COMPLETED_IS_CLOSED", new TradeExample().order(OrderStatus.COMPLETED)));
    }

    @Test
    void aTradeJustOpenedBreaksNone() {
        assertThat(Invariants.violatedBy(new TradeExample().trade())).isEmpty();
    }

    @Test
    void anInvoiceIsPaidWithoutAnAuthorization() {
        assertThat(Invariants.violatedBy(paying("0", "37.50", "0")
                        .paidBy("INVOICE")
                        .payment(PaymentStatus.PAID)
                        .trade()))
                .isEmpty();
    }

    private static TradeExample paying(String authorized, String captured, String refunded) {
        return new TradeExample().amounts(authorized, captured, refunded);
    }
}
