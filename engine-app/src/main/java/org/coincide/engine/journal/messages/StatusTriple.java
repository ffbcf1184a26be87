package org.coincide.engine.journal.messages;

import org.coincide.engine.trade.status.Statuses;

/** The statuses of the three lifecycles in the contract's notation. */
public record StatusTriple(String order, String delivery, String payment) {

    static StatusTriple of(Statuses statuses) {
        return new StatusTriple(
                statuses.order().name(),
                statuses.delivery().name(),
                statuses.payment().name());
    }
}
