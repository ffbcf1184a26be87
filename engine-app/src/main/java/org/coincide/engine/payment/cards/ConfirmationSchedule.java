package org.coincide.engine.payment.cards;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.coincide.engine.payment.books.Confirmations;
import org.coincide.engine.payment.books.PaymentProperties;
import org.springframework.stereotype.Component;

/**
 * Schedule of the look-ups of authorizations that cards' holders have to confirm: the provider's report may get lost. The model's
 * timer reads the time of the next look-up from {@code confirmationCheckAt}.
 */
@Component
public class ConfirmationSchedule {

    private final Confirmations confirmations;
    private final Clock clock;
    private final Duration interval;

    ConfirmationSchedule(Confirmations confirmations, Clock clock, PaymentProperties properties) {
        this.confirmations = confirmations;
        this.clock = clock;
        this.interval = properties.confirmationCheck();
    }

    public void plan(DelegateExecution execution, String authorizationKey) {
        Instant until = confirmations.until(authorizationKey);
        Instant regular = clock.instant().plus(interval);
        Instant next = regular.isBefore(until) ? regular : until;
        // The engine's timers read seconds. Rounded up: the look-up at the deadline must find the deadline passed.
        execution.setVariable(
                "confirmationCheckAt",
                next.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public boolean isTooLate(String authorizationKey) {
        return !clock.instant().isBefore(confirmations.until(authorizationKey));
    }
}
