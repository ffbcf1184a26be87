package org.coincide.engine.payment.events;

import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.books.AccountingTasks;
import org.coincide.engine.payment.provider.PaymentEvent.DisputeClosed;
import org.coincide.engine.payment.provider.PaymentEvent.DisputeOpened;
import org.coincide.engine.trade.Money;
import org.springframework.stereotype.Component;

/** Tasks about disputed payments. A dispute changes no status of the trade: the goods are with the client. */
@Component
class DisputeTasks {

    private final AccountingTasks tasks;

    DisputeTasks(AccountingTasks tasks) {
        this.tasks = tasks;
    }

    void opened(DisputeOpened event, String tradingId) {
        tasks.create(
                "Respond to dispute of " + text(event.amount()),
                "The card's holder disputes the payment of trade " + tradingId + ": " + event.reason() + ". Dispute "
                        + event.dispute() + " at the payment provider"
                        + (event.respondBy() == null ? "." : ", respond by " + event.respondBy() + "."),
                tradingId);
    }

    void closed(DisputeClosed event, String tradingId) {
        if (!event.won()) {
            tasks.create(
                    "Book lost dispute",
                    "The dispute " + event.dispute() + " about the payment of trade " + tradingId
                            + " is lost: the payment provider has returned the money to the card's holder.",
                    tradingId);
        }
    }

    private static String text(Amount amount) {
        return Money.text(amount.value(), amount.currency()) + " " + amount.currency();
    }
}
