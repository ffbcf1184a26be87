package org.coincide.client;

import org.coincide.client.inbox.BatchCommitted;
import org.coincide.client.ordering.OrdersChanged;
import org.coincide.client.polling.Polls;
import org.coincide.client.requests.RequestsStored;
import org.coincide.client.settlement.TradeSettled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Wakes the polls after each change: orders, requests, received messages and settlements. */
@Component
class PollWakes {

    private final Polls polls;

    PollWakes(Polls polls) {
        this.polls = polls;
    }

    @TransactionalEventListener(
            classes = {BatchCommitted.class, OrdersChanged.class, RequestsStored.class, TradeSettled.class},
            fallbackExecution = true)
    void wake() {
        polls.wake();
    }
}
