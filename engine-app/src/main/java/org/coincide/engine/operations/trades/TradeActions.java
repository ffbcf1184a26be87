package org.coincide.engine.operations.trades;

import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.journal.Outbox;
import org.coincide.engine.operations.log.OperatorActions;
import org.coincide.engine.operations.log.OperatorActions.Kind;
import org.coincide.engine.payment.books.UnansweredMovements;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Actions of operators about a trade. An action and its record commit together, under the lock of the trade, so that no step of the
 * process happens in between.
 */
@Component
class TradeActions {

    /** An action that is not possible now, with the reason. Nothing has changed. */
    static final class ActionRefused extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final boolean unknown;

        private ActionRefused(String reason, boolean unknown) {
            super(reason);
            this.unknown = unknown;
        }

        private ActionRefused(String reason) {
            this(reason, false);
        }

        /** Returns whether the trade does not exist. */
        boolean unknown() {
            return unknown;
        }
    }

    private final Trades trades;
    private final Outbox outbox;
    private final FailedSteps steps;
    private final UnansweredMovements payments;
    private final OperatorActions actions;
    private final ClientAccounts clients;

    TradeActions(
            Trades trades,
            Outbox outbox,
            FailedSteps steps,
            UnansweredMovements payments,
            OperatorActions actions,
            ClientAccounts clients) {
        this.clients = clients;
        this.trades = trades;
        this.outbox = outbox;
        this.steps = steps;
        this.payments = payments;
        this.actions = actions;
    }

    /** Sends the messages of a trade again, unchanged, from a sequence on; returns their number. */
    @Transactional
    public int resend(String tradingId, long fromSequence, String person) {
        return act(tradingId, trade -> {
            if (clients.find(trade.clientId()).isEmpty()) {
                throw new ActionRefused("The client " + trade.clientId()
                        + " is deleted and has no queue. Give its messages to it in another way.");
            }
            if (fromSequence > trade.sequence()) {
                throw new ActionRefused("The last message has the sequence " + trade.sequence() + ". Begin with it.");
            }
            int messages = outbox.resend(trade.clientId(), tradingId, fromSequence);
            if (messages == 0) {
                throw new ActionRefused(
                        "The messages from sequence " + fromSequence + " are not sent yet. The relay sends them.");
            }
            actions.add(tradingId, Kind.RESEND, person, "From sequence " + fromSequence + ", messages: " + messages);
            return messages;
        });
    }

    /** Executes the failed steps of a trade again now; returns their number. */
    @Transactional
    public int retry(String tradingId, String person) {
        return act(tradingId, trade -> {
            List<String> retried = steps.retry(tradingId);
            if (retried.isEmpty()) {
                throw new ActionRefused("No step of the trade has failed. Load the trade again.");
            }
            actions.add(tradingId, Kind.RETRY, person, String.join(", ", retried));
            return retried.size();
        });
    }

    /**
     * Books the releases and refunds that the provider does not answer as made by an operator, and executes the failed steps again.
     *
     * @param made idempotency keys of the releases and refunds that the operator has made: all that lack an answer
     * @return the number of releases and refunds
     */
    @Transactional
    public int settlePayment(String tradingId, Set<String> made, String person, String text) {
        return act(tradingId, trade -> {
            switch (payments.settle(tradingId, made)) {
                case NONE_OPEN ->
                    throw new ActionRefused(
                            "No release and no refund of the trade waits for an answer of the provider. Nothing is booked. Load the trade again; if its payment is stuck, cancel it first.");
                case OTHERS_OPEN ->
                    throw new ActionRefused(
                            "The releases and refunds without an answer have changed. Nothing is booked. Make those that are listed now, and no other ones, by the provider's own means; then repeat the action.");
                case BOOKED -> {
                    steps.retry(tradingId);
                    actions.add(tradingId, Kind.SETTLE_PAYMENT, person, text);
                }
            }
            return made.size();
        });
    }

    /** Suspends or activates the processes of a trade; returns their number. */
    @Transactional
    public int setPaused(String tradingId, boolean paused, String person, String text) {
        return act(tradingId, trade -> {
            int instances = steps.setSuspended(tradingId, paused);
            if (instances == 0) {
                throw new ActionRefused(
                        paused
                                ? "The trade has no process that can be paused. Load the trade again; a trade without a process is recovered instead."
                                : "The trade has no process that is paused. Load the trade again.");
            }
            actions.add(tradingId, paused ? Kind.PAUSE : Kind.CONTINUE, person, text);
            return instances;
        });
    }

    /** Adds a note to a trade. */
    @Transactional
    public void note(String tradingId, String person, String text) {
        act(tradingId, trade -> {
            actions.add(tradingId, Kind.NOTE, person, text);
            return 1;
        });
    }

    private int act(String tradingId, ToIntFunction<Trade> action) {
        return action.applyAsInt(trades.lock(tradingId)
                .orElseThrow(() ->
                        new ActionRefused("There is no trade " + tradingId + ". Check the trading identifier.", true)));
    }
}
