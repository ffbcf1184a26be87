package org.coincide.engine.payment;

import org.coincide.engine.payment.HolderBooks.Due;
import org.coincide.engine.payment.ProviderBooks.Authorization;
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
class SimulatedHolders {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedHolders.class);

    private final HolderBooks holders;
    private final ProviderBooks books;
    private final ConfirmationReports reports;
    private final TransactionTemplate transaction;

    SimulatedHolders(
            HolderBooks holders,
            ProviderBooks books,
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
                .filter(asked -> asked.state().equals(ProviderBooks.UNCONFIRMED))
                .filter(asked -> !holders.isTooLate(due))
                .ifPresent(asked -> book(due, asked)));
        Authorization now = transaction
                .execute(status -> books.lock(due.authorizationKey()))
                .orElseThrow();
        boolean nothingToSay = now.state().equals("CLOSED") || now.state().equals(ProviderBooks.UNCONFIRMED);
        if (nothingToSay || CardBehaviour.of(now.token()).losesReport()) {
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
        books.answerLater(due.authorizationKey(), confirmed ? ProviderBooks.APPROVED : ProviderBooks.DECLINED);
    }
}
