package org.coincide.engine.simulation;

import org.coincide.engine.payment.provider.PaymentEvent;
import org.coincide.engine.payment.provider.PaymentEvents;
import org.coincide.engine.payment.provider.PaymentId;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.simulation.SimulatedConfirmations.Due;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Holders of cards who are asked to confirm payments: after a while they confirm or refuse, as the card's token says. The provider
 * stores it first, and then reports it until the server has accepted the report.
 */
@Component
@ConditionalOnSimulatedProvider
class SimulatedCardHolders {

    private final SimulatedConfirmations confirmations;
    private final SimulatedProviderLedger ledger;
    private final SimulatedCalls calls;
    private final PaymentEvents events;
    private final TransactionTemplate transaction;
    private final Poll poll;

    SimulatedCardHolders(
            SimulatedConfirmations confirmations,
            SimulatedProviderLedger ledger,
            SimulatedCalls calls,
            PaymentEvents events,
            PlatformTransactionManager transactions,
            Polls polls) {
        this.confirmations = confirmations;
        this.ledger = ledger;
        this.calls = calls;
        this.events = events;
        this.poll = polls.create();
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void act() {
        if (poll.isDue()) {
            confirmations.due().forEach(this::act);
        }
    }

    private void act(Due due) {
        poll.again();
        SimulatedAuthorization now = transaction.execute(status -> {
            ledger.lock(due.authorizationKey())
                    .filter(asked -> asked.state().equals(SimulatedCall.UNCONFIRMED))
                    .filter(asked -> !confirmations.isTooLate(due))
                    .ifPresent(asked -> store(due, asked));
            return ledger.lock(due.authorizationKey()).orElseThrow();
        });
        boolean nothingToReport = now.state().equals(SimulatedCall.CLOSED)
                || now.state().equals(SimulatedCall.UNCONFIRMED)
                || TestCard.of(now.token()).losesReport();
        if (nothingToReport || events.report(event(due, now)).isFinal()) {
            confirmations.reported(due);
        }
    }

    private static PaymentEvent event(Due due, SimulatedAuthorization now) {
        return new PaymentEvent.AuthorizationChanged("evt_" + now.reference(), PaymentId.ofKey(due.authorizationKey()));
    }

    private void store(Due due, SimulatedAuthorization asked) {
        boolean confirmed = due.event() == TestCard.HolderAction.CONFIRMED;
        ledger.become(asked, confirmed ? SimulatedAuthorization.OPEN : SimulatedCall.DECLINED);
        calls.answerLater(due.authorizationKey(), confirmed ? SimulatedCall.APPROVED : SimulatedCall.DECLINED);
    }
}
