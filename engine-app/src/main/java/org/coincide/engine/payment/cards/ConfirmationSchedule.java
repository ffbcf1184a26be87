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
 * When the provider is asked next whether a card's holder has confirmed: its own report may get lost. The model's timer reads it
 * from {@code confirmationCheckAt}.
 */
@Component
public class ConfirmationSchedule {

    private final Confirmations confirmations;
    private final Clock clock;
    private final Duration interval;

    ConfirmationSchedule(Confirmations confirmations, Clock clock, PaymentProperties settings) {
        this.confirmations = confirmations;
        this.clock = clock;
        this.interval = settings.confirmationCheck();
    }

    public void plan(DelegateExecution execution, String authorizationKey) {
        Instant until = confirmations.until(authorizationKey);
        Instant regular = clock.instant().plus(interval);
        Instant next = regular.isBefore(until) ? regular : until;
        // To the second, as the engine's timers read it, and never before it: a check at the end shall find the end
        // passed.
        execution.setVariable(
                "confirmationCheckAt",
                next.plusSeconds(1).truncatedTo(ChronoUnit.SECONDS).toString());
    }

    public boolean isTooLate(String authorizationKey) {
        return !clock.instant().isBefore(confirmations.until(authorizationKey));
    }
}
