package org.coincide.engine.payment.cards;

import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Execution;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentProperties;
import org.coincide.processes.server.SendsMessage;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes the provider's word that there is something to ask about an authorization, and wakes the process that waits for it. What
 * became of the authorization the process asks by itself: nobody who merely reports can have money counted as held.
 */
@Component
@SendsMessage("confirmation.reported")
public class ConfirmationReports {

    /** What became of a report. */
    public enum Outcome {
        /** The process that waits asks the provider now. */
        TAKEN,
        /** Nothing is waited for any more: it is decided already. */
        NOT_EXPECTED,
        /** The process has not come to where it waits; nothing is kept of the report. */
        TOO_EARLY,
        /** Another report has this number already. */
        CONFLICTING,
        /** No authorization of ours has this key; nothing is kept of the report. */
        UNKNOWN
    }

    private static final String MESSAGE = "confirmation.reported";

    private final ProviderEvents events;
    private final Movements movements;
    private final RuntimeService engine;
    private final TransactionTemplate transaction;
    private final int attempts;

    ConfirmationReports(
            ProviderEvents events,
            Movements movements,
            RuntimeService engine,
            PlatformTransactionManager transactions,
            PaymentProperties settings) {
        this.events = events;
        this.movements = movements;
        this.engine = engine;
        this.transaction = new TransactionTemplate(transactions);
        this.attempts = settings.reportAttempts();
    }

    /**
     * Notes a report and wakes the process, both or neither. One that is known already changes nothing and is answered as before.
     *
     * @throws ProcessEngineException where other changes of the same trade got in the way each time: report it again
     */
    public Outcome take(ConfirmationEvent event) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction.execute(status -> before(event).orElseGet(() -> wake(event)));
            } catch (ProcessEngineException | ConcurrencyFailureException | DuplicateKeyException other) {
                if (attempt == attempts) {
                    throw other;
                }
            }
        }
    }

    private Optional<Outcome> before(ConfirmationEvent event) {
        return events.find(event.id())
                .map(noted -> noted.report().equals(event) ? noted.outcome() : Outcome.CONFLICTING);
    }

    private Outcome wake(ConfirmationEvent event) {
        Optional<Movement> authorization =
                movements.find(event.authorization()).filter(movement -> movement.kind() == Movement.Kind.AUTHORIZE);
        if (authorization.isEmpty()) {
            return Outcome.UNKNOWN;
        }
        List<Execution> waiting = engine.createExecutionQuery()
                .messageEventSubscriptionName(MESSAGE)
                .processInstanceBusinessKey(authorization.get().tradingId())
                .list();
        if (waiting.isEmpty() && authorization.get().state().isOpen()) {
            return Outcome.TOO_EARLY;
        }
        Outcome outcome = waiting.isEmpty() ? Outcome.NOT_EXPECTED : Outcome.TAKEN;
        events.note(event, outcome);
        waiting.forEach(execution -> engine.messageEventReceived(MESSAGE, execution.getId()));
        return outcome;
    }
}
