package org.coincide.engine.payment.cards;

import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentMethods;
import org.coincide.engine.payment.provider.Authorization;
import org.coincide.engine.payment.provider.AuthorizationRequest;
import org.coincide.engine.payment.provider.Capture;
import org.coincide.engine.payment.provider.CaptureRequest;
import org.coincide.engine.payment.provider.Refund;
import org.coincide.engine.payment.provider.RefundRequest;
import org.coincide.engine.payment.provider.VoidRequest;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;

/** Requests to the provider, made from the stored movements: a retry sends exactly the same request again. */
@Component
class ProviderRequests {

    private final Movements movements;
    private final Trades trades;
    private final PaymentMethods methods;

    ProviderRequests(Movements movements, Trades trades, PaymentMethods methods) {
        this.movements = movements;
        this.trades = trades;
        this.methods = methods;
    }

    AuthorizationRequest authorizationRequest(Movement movement) {
        String token = methods.tokenOf(trades.asRead(movement.tradingId()).orElseThrow());
        return new AuthorizationRequest(
                movement.idempotencyKey(), movement.tradingId(), amount(movement), token, movement.number() == 1);
    }

    Authorization authorization(Movement movement) {
        return new Authorization(authorizationRequest(movement), movement.providerReference());
    }

    CaptureRequest captureRequest(Intent intent) {
        Movement movement = intent.movement();
        return captureRequest(movement, intent.source() == null ? source(movement) : intent.source());
    }

    private CaptureRequest captureRequest(Movement movement, Movement authorization) {
        return new CaptureRequest(
                movement.idempotencyKey(), authorization(authorization), amount(movement), movement.last());
    }

    Capture capture(Movement movement) {
        return capture(movement, source(movement));
    }

    Capture capture(Movement movement, Movement authorization) {
        return new Capture(captureRequest(movement, authorization), movement.providerReference());
    }

    Refund refund(Movement movement, Movement capture, Movement authorization) {
        RefundRequest request =
                new RefundRequest(movement.idempotencyKey(), capture(capture, authorization), amount(movement));
        return new Refund(request, movement.providerReference());
    }

    VoidRequest voidRequest(Movement release, Movement authorization) {
        return new VoidRequest(release.idempotencyKey(), authorization(authorization));
    }

    RefundRequest refundRequest(Movement movement) {
        return new RefundRequest(movement.idempotencyKey(), capture(source(movement)), amount(movement));
    }

    Refund refund(Movement movement) {
        return new Refund(refundRequest(movement), movement.providerReference());
    }

    private Movement source(Movement movement) {
        return movements.find(movement.sourceKey()).orElseThrow();
    }

    private static Amount amount(Movement movement) {
        return new Amount(movement.amount(), movement.currency());
    }
}
