package org.coincide.engine.simulation;

import java.math.BigDecimal;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.provider.AuthorizationRequest;

/**
 * Amount that the simulated provider holds.
 *
 * @param state OPEN, UNCONFIRMED, EXPIRED, DECLINED or CLOSED
 */
record SimulatedAuthorization(
        String authorizationKey,
        String reference,
        String token,
        BigDecimal amount,
        String currency,
        BigDecimal captured,
        String state) {

    static final String OPEN = "OPEN";

    static SimulatedAuthorization of(AuthorizationRequest request, String reference, String state) {
        return new SimulatedAuthorization(
                request.key(),
                reference,
                request.token(),
                request.amount().value(),
                request.amount().currency(),
                BigDecimal.ZERO,
                state);
    }

    /** The answer to a request with its key: an expired authorization was approved first. */
    String answer() {
        return switch (state) {
            case OPEN, SimulatedCall.EXPIRED -> SimulatedCall.APPROVED;
            default -> state;
        };
    }

    /** Returns whether a rest stays after the capture of an amount. */
    boolean exceeds(Amount wanted) {
        return captured.add(wanted.value()).compareTo(amount) < 0;
    }

    String answerToCapture(Amount wanted) {
        return switch (state) {
            case SimulatedCall.EXPIRED, SimulatedCall.CLOSED -> state;
            case OPEN -> {
                boolean covered = currency.equals(wanted.currency())
                        && captured.add(wanted.value()).compareTo(amount) <= 0;
                yield covered ? SimulatedCall.APPROVED : SimulatedCall.DECLINED;
            }
            default -> SimulatedCall.DECLINED;
        };
    }
}
