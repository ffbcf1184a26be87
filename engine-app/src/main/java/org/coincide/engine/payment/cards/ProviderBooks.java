package org.coincide.engine.payment.cards;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.Refunds;
import org.coincide.engine.payment.provider.AuthorizationOutcome;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Trade;
import org.springframework.stereotype.Component;

/**
 * The card payments of a trade as the provider has them, by look-ups only: nothing is moved and nothing is booked. The keys of movements
 * that the books lack, as after an older backup, are derived from the trade.
 */
@Component
public class ProviderBooks {

    /** Limits the look-ups of one trade. */
    private static final int MOST_AUTHORIZATIONS = 5;

    private static final int MOST_CONSIGNMENTS = 50;

    /** The state of a payment at the provider. */
    public enum ProviderState {
        HELD,
        CONFIRMATION_DUE,
        CAPTURED,
        REFUNDED,
        PENDING,
        DECLINED,
        EXPIRED,
        RELEASED,
        FAILED,
        /** The provider finds nothing under the key. */
        NOT_FOUND,
        /** The provider did not respond. */
        UNAVAILABLE
    }

    /**
     * A payment in the server's books, at the provider, or in both.
     *
     * @param amount as booked; null if the books lack the payment, because a look-up returns no amount
     * @param booked state in the books; null if they lack the payment
     * @param reference the provider's identifier; null if none is known
     */
    public record ProviderPayment(
            String key, Kind kind, String amount, State booked, ProviderState provider, String reference) {

        private boolean isKnown() {
            return booked != null
                    || provider == ProviderState.HELD
                    || provider == ProviderState.CAPTURED
                    || provider == ProviderState.REFUNDED
                    || provider == ProviderState.PENDING
                    || provider == ProviderState.UNAVAILABLE;
        }
    }

    private record Answer(ProviderState state, String reference) {}

    private final ProviderGateway provider;
    private final Movements movements;

    ProviderBooks(ProviderGateway provider, Movements movements) {
        this.provider = provider;
        this.movements = movements;
    }

    /** The name of the provider. */
    public String name() {
        return provider.name();
    }

    /**
     * Looks up the payments of a trade.
     *
     * @param consignments number of the trade's consignments, booked or stated in a message
     * @return the payments that the books have, and those that only the provider has
     */
    public List<ProviderPayment> of(Trade trade, int consignments) {
        Inquiry inquiry = new Inquiry(trade, movements.of(trade.tradingId()));
        inquiry.authorizations();
        inquiry.captures(Math.min(consignments, MOST_CONSIGNMENTS));
        inquiry.refunds();
        return inquiry.payments;
    }

    /** The look-ups of one trade. A capture needs its authorization, and a refund its capture, with the provider's reference. */
    private final class Inquiry {

        private final Trade trade;
        private final List<Movement> booked;
        private final List<ProviderPayment> payments = new ArrayList<>();
        private final List<Movement> authorizations = new ArrayList<>();
        private final List<Movement> captures = new ArrayList<>();

        Inquiry(Trade trade, List<Movement> booked) {
            this.trade = trade;
            this.booked = booked;
        }

        void authorizations() {
            List<Movement> known = booked(Kind.AUTHORIZE).toList();
            known.forEach(this::findAuthorization);
            for (int number = known.size() + 1; number <= MOST_AUTHORIZATIONS; number++) {
                if (!findAuthorization(
                        Movement.authorization(trade, number, trade.amounts().authorized()))) {
                    return;
                }
            }
        }

        private boolean findAuthorization(Movement authorization) {
            return add(
                    authorization,
                    answer(() -> provider.findAuthorization(authorization).map(ProviderBooks::answer)),
                    authorizations);
        }

        void captures(int consignments) {
            booked(Kind.CAPTURE)
                    .filter(capture -> capture.transactionId().isEmpty())
                    .forEach(capture -> source(capture, authorizations)
                            .ifPresent(authorization -> findCapture(capture, authorization)));
            IntStream.rangeClosed(1, consignments).forEach(consignment -> List.copyOf(authorizations).stream()
                    .filter(authorization -> authorization.providerReference() != null)
                    .map(authorization ->
                            Movement.capture(trade, consignment, trade.amounts().captured(), authorization, false))
                    .filter(capture -> lacks(capture.idempotencyKey()))
                    .forEach(capture ->
                            findCapture(capture, source(capture, authorizations).orElseThrow())));
        }

        private void findCapture(Movement capture, Movement authorization) {
            add(
                    capture,
                    answer(() -> provider.findCapture(capture, authorization).map(ProviderBooks::answer)),
                    captures);
        }

        void refunds() {
            booked(Kind.REFUND)
                    .forEach(refund -> source(refund, captures).ifPresent(capture -> findRefund(refund, capture)));
            BigDecimal known = Movements.sum(booked, Kind.REFUND, null);
            if (trade.amounts().refunded().compareTo(known) > 0) {
                captures.stream()
                        .flatMap(capture -> Stream.of(Refunds.WHOLE, capture.part())
                                .map(purpose -> Movement.refund(
                                        trade, purpose, 1, trade.amounts().refunded(), capture)))
                        .filter(refund -> lacks(refund.idempotencyKey()))
                        .forEach(refund ->
                                findRefund(refund, source(refund, captures).orElseThrow()));
            }
        }

        private void findRefund(Movement refund, Movement capture) {
            if (payments.stream().anyMatch(payment -> payment.key().equals(refund.idempotencyKey()))) {
                return;
            }
            source(capture, authorizations)
                    .ifPresent(authorization -> add(
                            refund,
                            answer(() -> provider.findRefund(refund, capture, authorization)
                                    .map(ProviderBooks::answer)),
                            new ArrayList<>()));
        }

        private Stream<Movement> booked(Kind kind) {
            return booked.stream().filter(movement -> movement.kind() == kind);
        }

        private boolean lacks(String key) {
            return booked.stream()
                    .noneMatch(movement -> movement.idempotencyKey().equals(key));
        }

        private static Optional<Movement> source(Movement movement, List<Movement> sources) {
            return sources.stream()
                    .filter(source -> source.idempotencyKey().equals(movement.sourceKey()))
                    .findFirst();
        }

        /** Adds a payment, unless neither the books nor the provider have it; returns whether it was added. */
        private boolean add(Movement movement, Answer answer, List<Movement> known) {
            State state = lacks(movement.idempotencyKey()) ? null : movement.state();
            String reference = answer.reference() == null ? movement.providerReference() : answer.reference();
            ProviderPayment payment = new ProviderPayment(
                    movement.idempotencyKey(),
                    movement.kind(),
                    state == null ? null : Money.text(movement.amount(), movement.currency()),
                    state,
                    answer.state(),
                    reference);
            if (!payment.isKnown()) {
                return false;
            }
            payments.add(payment);
            known.add(movement.withReference(reference));
            return answer.state() != ProviderState.UNAVAILABLE;
        }
    }

    private static Answer answer(Supplier<Optional<Answer>> lookUp) {
        try {
            return lookUp.get().orElse(new Answer(ProviderState.NOT_FOUND, null));
        } catch (ProviderUnavailableException unavailable) {
            return new Answer(ProviderState.UNAVAILABLE, null);
        }
    }

    private static Answer answer(AuthorizationOutcome outcome) {
        if (outcome instanceof AuthorizationOutcome.Authorized authorized) {
            return new Answer(ProviderState.HELD, authorized.reference());
        }
        if (outcome instanceof AuthorizationOutcome.ConfirmationRequired required) {
            return new Answer(ProviderState.CONFIRMATION_DUE, required.reference());
        }
        if (outcome instanceof AuthorizationOutcome.Declined) {
            return new Answer(ProviderState.DECLINED, null);
        }
        return new Answer(
                outcome instanceof AuthorizationOutcome.Expired ? ProviderState.EXPIRED : ProviderState.RELEASED, null);
    }

    private static Answer answer(CaptureOutcome outcome) {
        if (outcome instanceof CaptureOutcome.Captured captured) {
            return new Answer(ProviderState.CAPTURED, captured.reference());
        }
        if (outcome instanceof CaptureOutcome.Declined) {
            return new Answer(ProviderState.DECLINED, null);
        }
        return new Answer(
                outcome instanceof CaptureOutcome.Expired ? ProviderState.EXPIRED : ProviderState.RELEASED, null);
    }

    private static Answer answer(RefundOutcome outcome) {
        if (outcome instanceof RefundOutcome.Refunded refunded) {
            return new Answer(ProviderState.REFUNDED, refunded.reference());
        }
        return outcome instanceof RefundOutcome.Pending pending
                ? new Answer(ProviderState.PENDING, pending.reference())
                : new Answer(ProviderState.FAILED, ((RefundOutcome.Failed) outcome).reference());
    }
}
