package org.coincide.engine.simulation;

import org.coincide.engine.payment.cards.ConfirmationEvent;
import org.coincide.engine.payment.cards.ConfirmationReports;
import org.coincide.engine.simulation.SimulatedConfirmations.Due;
import org.coincide.engine.simulation.SimulatedProviderLedger.Authorization;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The holders of cards who are asked to confirm a payment: after a while they do, or refuse, as the card's token says. The provider
 * books it first and reports it then, as often as it takes.
 */
@Component
@ConditionalOnSimulatedProvider
class SimulatedCardHolders {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCardHolders.class);

    private final SimulatedConfirmations holders;
    private final SimulatedProviderLedger books;
    private final ConfirmationReports reports;
    private final TransactionTemplate transaction;

    SimulatedCardHolders(
            SimulatedConfirmations holders,
            SimulatedProviderLedger books,
            ConfirmationReports reports,
            PlatformTransactionManager transactions) {
        this.holders = holders;
        this.books = books;
        this.reports = reports;
        this.transaction = new TransactionTemplate(transactions);
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.payment.poll:500ms}")
    void act() {
        holders.due().forEach(this::act);
    }

    private void act(Due due) {
        transaction.executeWithoutResult(status -> books.lock(due.authorizationKey())
                .filter(asked -> asked.state().equals(SimulatedProviderLedger.UNCONFIRMED))
                .filter(asked -> !holders.isTooLate(due))
                .ifPresent(asked -> book(due, asked)));
        Authorization now = transaction
                .execute(status -> books.lock(due.authorizationKey()))
                .orElseThrow();
        boolean nothingToSay = now.state().equals("CLOSED") || now.state().equals(SimulatedProviderLedger.UNCONFIRMED);
        if (nothingToSay || TestCard.of(now.token()).losesReport()) {
            holders.reported(due);
            return;
        }
        ConfirmationReports.Outcome outcome = reports.take(due.report(now.reference()));
        LOG.debug("The report of {} is {}.", due.authorizationKey(), outcome);
        if (outcome != ConfirmationReports.Outcome.TOO_EARLY) {
            holders.reported(due);
        }
    }

    private void book(Due due, Authorization asked) {
        boolean confirmed = due.event().equals(ConfirmationEvent.Kind.CONFIRMED.name());
        books.become(asked, confirmed ? "OPEN" : "DECLINED");
        books.answerLater(
                due.authorizationKey(),
                confirmed ? SimulatedProviderLedger.APPROVED : SimulatedProviderLedger.DECLINED);
    }
}
