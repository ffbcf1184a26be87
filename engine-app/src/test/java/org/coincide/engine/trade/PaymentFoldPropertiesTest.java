package org.coincide.engine.trade;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.coincide.engine.trade.Facts.PaymentFacts;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;

/** Every sequence of consignment events gives legal transitions of the payment. */
class PaymentFoldPropertiesTest {

    private static final Transitions CONTRACT = Transitions.ofContract();
    private static final Set<PaymentStatus> CLOSING =
            Set.of(PaymentStatus.PAID, PaymentStatus.REFUNDED, PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.VOIDED);

    @Property
    void aCardIsLegalAllTheWayAndEndsClosed(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 50) Integer> values,
            @ForAll Random happenings,
            @ForAll boolean undone) {
        Payment payment = new Payment(values, true);
        payment.hear(PaymentStatus.AUTHORIZED);
        for (int turn = happenings.nextInt(12); turn > 0; turn--) {
            payment.somethingHappens(happenings);
        }
        if (undone) {
            payment.undo();
        } else {
            payment.finish(happenings);
        }
        assertThat(CLOSING).contains(payment.status);
    }

    @Property
    void anInvoiceIsLegalAllTheWayAndEndsClosed(
            @ForAll @Size(min = 1, max = 4) List<@IntRange(min = 1, max = 50) Integer> values,
            @ForAll Random happenings,
            @ForAll boolean undone) {
        Payment payment = new Payment(values, false);
        for (int turn = happenings.nextInt(12); turn > 0; turn--) {
            payment.somethingHappens(happenings);
        }
        if (undone) {
            payment.undo();
        } else {
            payment.finish(happenings);
        }
        assertThat(CLOSING).contains(payment.status);
    }

    /** A consignment with its value, its payments, and its abandonment. */
    private static final class Part {

        private final int value;
        private int taken;
        private boolean lost;
        private boolean gone;
        private boolean arrived;
        private boolean invoiced;
        private boolean writtenOff;

        private Part(int value) {
            this.value = value;
        }

        private boolean isOpen() {
            return !lost && !gone && !writtenOff && taken < value;
        }

        private int writtenOff() {
            return writtenOff && !lost && !gone ? value - taken : 0;
        }
    }

    /** The server's handling of an order's payments. */
    private static final class Payment {

        private final List<Part> parts;
        private final boolean card;
        private final List<PaymentStatus> told = new ArrayList<>();
        private final List<PaymentStatus> delayed = new ArrayList<>();
        private PaymentStatus status = PaymentStatus.PENDING;
        private OrderStatus order = OrderStatus.IN_PROGRESS;
        private Amounts last = Amounts.NONE;
        private int captured;
        private int refunded;
        private int lost;
        private boolean expired;

        private Payment(List<Integer> values, boolean card) {
            this.parts = values.stream().map(Part::new).toList();
            this.card = card;
            parts.forEach(part -> part.invoiced = !card);
        }

        private void somethingHappens(Random happenings) {
            Part part = parts.get(happenings.nextInt(parts.size()));
            switch (happenings.nextInt(8)) {
                case 0 -> pay(part, happenings);
                case 1 -> cancel(part);
                case 2 -> giveUp(part);
                case 3 -> expire(part);
                case 4 -> decline(part);
                case 5 -> writeOff(part);
                case 6 -> part.arrived = !part.lost && !part.gone;
                default -> pay(part, happenings);
            }
            if (happenings.nextBoolean()) {
                hearDelayed();
            }
        }

        /** A job delays the event of a payment that is in the books. */
        private void hearDelayed() {
            List<PaymentStatus> events = List.copyOf(delayed);
            delayed.clear();
            events.forEach(this::hear);
        }

        private void pay(Part part, Random happenings) {
            if (!part.isOpen()) {
                return;
            }
            if (!part.invoiced) {
                renew();
            }
            int amount = part.invoiced ? 1 + happenings.nextInt(part.value - part.taken) : part.value;
            part.taken += amount;
            captured += amount;
            PaymentStatus event = part.isOpen() ? PaymentStatus.PARTIALLY_PAID : PaymentStatus.PAID;
            if (part.invoiced && happenings.nextBoolean()) {
                delayed.add(event);
            } else {
                hear(event);
            }
        }

        /** Cancels a part of the order before its payment. */
        private void cancel(Part part) {
            if (!part.arrived && !part.lost && !part.gone && part.taken == 0) {
                part.gone = true;
                hear(null);
            }
        }

        /** Loses goods: their amount is refunded, and some time later no longer due. */
        private void giveUp(Part part) {
            if (part.lost) {
                abandon(part);
            } else if (!part.gone && !part.arrived && part.taken > 0) {
                // The refund waits for the end of the consignment's payment.
                hearDelayed();
                part.lost = true;
                refunded += part.taken;
                lost += part.taken;
                hear(PaymentStatus.REFUNDED);
            }
        }

        private void abandon(Part part) {
            part.lost = false;
            part.gone = true;
            hear(null);
        }

        private void expire(Part part) {
            if (!part.invoiced && part.isOpen()) {
                expired = true;
                hear(PaymentStatus.EXPIRED);
            }
        }

        /** Refuses the renewal of an expired authorization: an invoice takes its place. */
        private void decline(Part part) {
            if (!part.invoiced && part.isOpen()) {
                hear(PaymentStatus.EXPIRED);
                hear(PaymentStatus.FAILED);
                hear(PaymentStatus.PENDING);
                part.invoiced = true;
                expired = parts.stream().anyMatch(other -> !other.invoiced && other.isOpen());
            }
        }

        private void writeOff(Part part) {
            if (part.invoiced && part.isOpen()) {
                part.writtenOff = true;
                hear(PaymentStatus.FAILED);
                hear(PaymentStatus.VOIDED);
            }
        }

        private void renew() {
            if (expired) {
                expired = false;
                hear(PaymentStatus.AUTHORIZED);
            }
        }

        private void finish(Random happenings) {
            for (Part part : parts) {
                if (part.lost) {
                    abandon(part);
                }
                while (part.isOpen()) {
                    pay(part, happenings);
                }
            }
            hearDelayed();
            renew();
            parts.forEach(part -> part.arrived = true);
            hear(PaymentStatus.VOIDED);
            if (status == PaymentStatus.FAILED) {
                hear(PaymentStatus.VOIDED);
            }
            order = OrderStatus.COMPLETED;
            giveBack(happenings);
        }

        /** Returns delivered goods, in part or completely. */
        private void giveBack(Random happenings) {
            while (status != PaymentStatus.VOIDED && refunded < captured && happenings.nextInt(3) > 0) {
                refunded += 1 + happenings.nextInt(captured - refunded);
                hear(PaymentStatus.REFUNDED);
            }
            if (refunded == captured && captured > 0) {
                assertThat(status).isEqualTo(PaymentStatus.REFUNDED);
            }
        }

        /** Cancels the order; one whose payment has ended is complete. */
        private void undo() {
            hearDelayed();
            if (status == PaymentStatus.VOIDED) {
                return;
            }
            order = OrderStatus.CANCELLING;
            if (captured > refunded) {
                hear(PaymentStatus.PAID);
                refunded = captured;
                hear(PaymentStatus.REFUNDED);
            } else {
                hear(PaymentStatus.VOIDED);
            }
        }

        private int due() {
            return parts.stream()
                    .filter(part -> !part.gone)
                    .mapToInt(part -> part.value)
                    .sum();
        }

        private void hear(PaymentStatus said) {
            Amounts now = new Amounts(money(card ? 1000 : 0), money(captured), money(refunded));
            int writtenOff = parts.stream().mapToInt(Part::writtenOff).sum();
            boolean underway = parts.stream().anyMatch(part -> !part.gone && !part.arrived);
            PaymentFold fold = new PaymentFold(
                    last, new PaymentFacts(now, money(lost), money(writtenOff)), money(due()), underway, order);
            if (said != null) {
                assertThat(fold.contradicts(said)).isFalse();
            }
            Optional<PaymentStatus> next = fold.from(status, said);
            next.ifPresent(this::move);
            last = next.isPresent() ? now : last;
            boolean inFull = captured == due() && due() > 0;
            if (status == PaymentStatus.PAID) {
                assertThat(captured).as(told.toString()).isEqualTo(due());
                assertThat(refunded).as(told.toString()).isZero();
            } else if (inFull) {
                assertThat(status).as(told.toString()).isIn(PaymentStatus.PARTIALLY_REFUNDED, PaymentStatus.REFUNDED);
            }
        }

        private void move(PaymentStatus next) {
            told.add(next);
            assertThat(status == next
                            && next != PaymentStatus.PARTIALLY_PAID
                            && next != PaymentStatus.PARTIALLY_REFUNDED)
                    .as(told.toString())
                    .isFalse();
            assertThat(CONTRACT.allows("payment", status, next))
                    .as(told.toString())
                    .isTrue();
            status = next;
        }

        private static BigDecimal money(int amount) {
            return BigDecimal.valueOf(amount);
        }
    }

    @Property
    void ordinaryOrdersRepeatNoStatus(@ForAll @IntRange(min = 1, max = 5) int count) {
        Payment payment =
                new Payment(IntStream.range(0, count).mapToObj(i -> 10).toList(), true);
        payment.hear(PaymentStatus.AUTHORIZED);
        payment.finish(new Random(0) {
            private static final long serialVersionUID = 1L;

            @Override
            public int nextInt(int bound) {
                return 0;
            }
        });
        assertThat(payment.told).hasSize(count + 1).endsWith(PaymentStatus.PAID);
    }

    @Example
    void theLastUnpaidConsignmentGivenUpLeavesTheRestPaid() {
        Payment payment = declinedAfterAPayment(2);
        payment.cancel(payment.parts.get(1));
        assertThat(payment.status).isEqualTo(PaymentStatus.PAID);
    }

    @Example
    void aRefundAfterADeclineIsPublishedInTheEnd() {
        Payment payment = declinedAfterAPayment(2);
        payment.giveUp(payment.parts.get(0));
        payment.giveUp(payment.parts.get(0));
        assertThat(payment.status).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    @Example
    void aSecondDeclineDoesNotHideARefund() {
        Payment payment = declinedAfterAPayment(3);
        payment.giveUp(payment.parts.get(0));
        payment.decline(payment.parts.get(2));
        payment.giveUp(payment.parts.get(0));
        assertThat(payment.status).isEqualTo(PaymentStatus.PARTIALLY_REFUNDED);
    }

    /** Equal consignments of which the first is captured, and the second is invoiced because the card was declined. */
    private static Payment declinedAfterAPayment(int count) {
        Payment payment =
                new Payment(IntStream.range(0, count).mapToObj(i -> 10).toList(), true);
        payment.hear(PaymentStatus.AUTHORIZED);
        payment.pay(payment.parts.get(0), new Random(0));
        payment.decline(payment.parts.get(1));
        return payment;
    }
}
