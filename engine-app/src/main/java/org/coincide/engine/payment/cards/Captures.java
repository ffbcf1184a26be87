package org.coincide.engine.payment.cards;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.coincide.engine.payment.books.ClaimGivenUpException;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.Kind;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.MovementIntents.Intent;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.provider.CaptureOutcome;
import org.coincide.engine.payment.provider.CaptureOutcome.Captured;
import org.coincide.engine.payment.provider.CaptureOutcome.Expired;
import org.coincide.engine.trade.Trade;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Captures the values of consignments. A provider or a card that captures an authorization once releases the rest with the capture:
 * then the rest of the trade is authorized anew at once, so that goods that are still to be shipped stay covered.
 */
@Component
public class Captures {

    /** Outcome for a consignment. */
    public enum Outcome {
        CAPTURED,
        /** Nothing is authorized any more. */
        EXPIRED,
        /** Nothing was captured before the consignment was given up, and nothing will be. */
        GIVEN_UP
    }

    private static final Logger LOG = LoggerFactory.getLogger(Captures.class);

    private final MovementIntents intents;
    private final Movements movements;
    private final ProviderGateway provider;
    private final Authorizations authorizations;
    private final ConsignmentValues values;

    Captures(
            MovementIntents intents,
            Movements movements,
            ProviderGateway provider,
            Authorizations authorizations,
            ConsignmentValues values) {
        this.intents = intents;
        this.movements = movements;
        this.provider = provider;
        this.authorizations = authorizations;
        this.values = values;
    }

    /** Captures the value of a consignment; a repeated call captures nothing twice. */
    public Outcome capture(Trade trade, int consignment) {
        Optional<Intent> intent;
        try {
            intent = intents.ofCapture(
                    trade,
                    consignment,
                    provider.capturesOnce(),
                    (authorization, all) -> wanted(trade, consignment, authorization, all));
        } catch (ClaimGivenUpException givenUp) {
            LOG.debug("Nothing is captured", givenUp);
            return Outcome.GIVEN_UP;
        }
        if (intent.isEmpty()) {
            expireRefusing(trade.tradingId());
            return Outcome.EXPIRED;
        }
        Movement capture = intent.get().movement();
        return capture.state() == State.DONE
                ? Outcome.CAPTURED
                : settle(trade, capture, provider.capture(intent.get()));
    }

    private Movement wanted(Trade trade, int consignment, Movement authorization, List<Movement> all) {
        BigDecimal value = values.valueOf(trade, consignment);
        return Movement.capture(trade, consignment, value, authorization, isLast(trade, value, all));
    }

    private boolean isLast(Trade trade, BigDecimal value, List<Movement> all) {
        return provider.capturesOnce()
                || value.compareTo(trade.due()) >= 0
                || value.compareTo(values.uncovered(trade, all)) >= 0;
    }

    private Outcome settle(Trade trade, Movement capture, CaptureOutcome outcome) {
        if (outcome instanceof Expired) {
            intents.refused(capture);
            return capture(trade, Integer.parseInt(capture.part()));
        }
        if (!(outcome instanceof Captured captured)) {
            throw new IllegalStateException("The provider did not capture " + capture.idempotencyKey()
                    + ", although the amount is authorized. Its response: " + outcome
                    + ". Clarify it with the provider, correct its state in payment_movement as the runbook says, then retry the"
                    + " job.");
        }
        movements.settle(capture, State.DONE, captured.reference());
        if (provider.capturesOnce() || captured.restReleased() && !capture.last()) {
            movements.settle(source(capture), State.USED, null);
            authorizeRest(trade);
        }
        return Outcome.CAPTURED;
    }

    /** Stores that the authorizations that have refused a capture are expired. */
    private void expireRefusing(String tradingId) {
        movements.of(tradingId, Kind.CAPTURE).stream()
                .filter(capture -> capture.state() == State.EXPIRED)
                .map(this::source)
                .filter(authorization -> authorization.state() == State.DONE)
                .forEach(authorization -> movements.settle(authorization, State.EXPIRED, null));
    }

    private Movement source(Movement capture) {
        return movements.find(capture.sourceKey()).orElseThrow();
    }

    /** Without success the next capture finds nothing authorized, and the models' way for expired authorizations begins. */
    private void authorizeRest(Trade trade) {
        String tradingId = trade.tradingId();
        BigDecimal rest = values.uncovered(trade, movements.of(tradingId));
        if (rest.signum() > 0
                && !authorizations.holdWithoutClient(
                        Movement.authorization(trade, movements.nextAuthorization(tradingId), rest))) {
            LOG.info("The rest of trade {}, {} {}, was not authorized again.", tradingId, rest, trade.currency());
        }
    }
}
