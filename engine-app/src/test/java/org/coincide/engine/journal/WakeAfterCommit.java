package org.coincide.engine.journal;

import org.coincide.engine.polling.Polls;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes the polls after the commit of a message that is not stored, as the event about a stored message does. */
final class WakeAfterCommit implements TransactionSynchronization {

    private final Polls polls;

    private WakeAfterCommit(Polls polls) {
        this.polls = polls;
    }

    static void register(Polls polls) {
        TransactionSynchronizationManager.registerSynchronization(new WakeAfterCommit(polls));
    }

    @Override
    public void afterCommit() {
        polls.wake();
    }
}
