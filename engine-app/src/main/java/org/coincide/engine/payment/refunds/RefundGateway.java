package org.coincide.engine.payment.refunds;

import java.util.Optional;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.bank.TransferRefundRequest;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.cards.ProviderGateway;
import org.coincide.engine.postgresql.PartnerCalls;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Refunds through the recipient of the money: the payment provider or the bank. */
@Component
class RefundGateway {

    private final ProviderGateway provider;
    private final Bank bank;
    private final Movements movements;
    private final PartnerCalls calls;

    /** @param bank lazy, because an adapter can need the server's {@code BankEvents} */
    RefundGateway(ProviderGateway provider, @Lazy Bank bank, Movements movements, PartnerCalls calls) {
        this.provider = provider;
        this.bank = bank;
        this.movements = movements;
        this.calls = calls;
    }

    RefundOutcome refund(Intent intent) {
        calls.begin();
        return transferRefund(intent.movement()).map(bank::refund).orElseGet(() -> provider.refund(intent));
    }

    /** The present state of a refund; empty if nothing was done. */
    Optional<RefundOutcome> find(Movement refund) {
        calls.begin();
        return transferRefund(refund)
                .map(request -> bank.findRefund(request, refund.providerReference()))
                .orElseGet(() -> provider.findRefund(refund));
    }

    String partnerOf(Movement refund) {
        return transferRefund(refund).isPresent() ? bank.name() : provider.name();
    }

    private Optional<TransferRefundRequest> transferRefund(Movement refund) {
        return movements
                .find(refund.sourceKey())
                .orElseThrow()
                .transactionId()
                .map(transactionId -> new TransferRefundRequest(
                        refund.idempotencyKey(),
                        refund.tradingId(),
                        transactionId,
                        new Amount(refund.amount(), refund.currency())));
    }
}
