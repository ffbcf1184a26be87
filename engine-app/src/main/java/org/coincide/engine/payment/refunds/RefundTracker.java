package org.coincide.engine.payment.refunds;

import java.util.Optional;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.RefundOutcome;
import org.coincide.engine.payment.RefundOutcome.Failed;
import org.coincide.engine.payment.RefundOutcome.Pending;
import org.coincide.engine.payment.bank.BankUnavailableException;
import org.coincide.engine.payment.books.AccountingTasks;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.provider.ProviderUnavailableException;
import org.coincide.engine.trade.Money;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Follows accepted refunds until they are complete. One that fails stays refunded in the trade: its client has been told so, and a
 * task asks accounting to pay the money another way.
 */
@Component
public class RefundTracker {

    private static final Logger LOG = LoggerFactory.getLogger(RefundTracker.class);

    private final PendingRefunds pending;
    private final RefundGateway gateway;
    private final Movements movements;
    private final AccountingTasks tasks;
    private final TransactionOperations transaction;

    RefundTracker(
            PendingRefunds pending,
            RefundGateway gateway,
            Movements movements,
            AccountingTasks tasks,
            TransactionOperations transaction) {
        this.pending = pending;
        this.gateway = gateway;
        this.movements = movements;
        this.tasks = tasks;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "${coincide.payment.refund-poll:1m}")
    void checkDue() {
        for (String key : pending.due()) {
            try {
                if (pending.claim(key)) {
                    check(movements.find(key).orElseThrow());
                }
            } catch (ProviderUnavailableException | BankUnavailableException later) {
                LOG.warn("The look-up of refund {} failed. The server tries again later.", key, later);
            }
        }
    }

    /**
     * Processes a report that a refund has changed: looks it up at the provider or the bank, and stores the outcome. A complete refund
     * can fail, too: the card's bank returns the money. Before the response to the refund is stored, nothing can be checked.
     */
    public ReportOutcome reported(Movement refund) {
        return switch (refund.state()) {
            case REQUESTED, UNKNOWN -> ReportOutcome.RETRY;
            case PENDING, DONE ->
                isMadeByHand(refund) || !check(refund) ? ReportOutcome.NOT_EXPECTED : ReportOutcome.ACCEPTED;
            default -> ReportOutcome.NOT_EXPECTED;
        };
    }

    /** Of a refund that an operator has settled no reference is known. Its failure at the provider is the reason for the settlement. */
    private static boolean isMadeByHand(Movement refund) {
        return refund.state() == State.DONE && refund.providerReference() == null;
    }

    /** Returns whether the refund was pending and is complete now, or has failed. */
    private boolean check(Movement refund) {
        Optional<RefundOutcome> outcome = gateway.find(refund);
        if (outcome.isEmpty() || outcome.get() instanceof Pending) {
            return false;
        }
        return transaction.execute(status -> settle(refund, outcome.get()));
    }

    private boolean settle(Movement refund, RefundOutcome outcome) {
        boolean wasPending = pending.remove(refund.idempotencyKey());
        if (outcome instanceof Failed failed) {
            boolean owed = movements.owe(refund);
            if (owed) {
                askToPay(refund, failed);
            }
            return owed;
        }
        if (wasPending) {
            movements.settle(refund, State.DONE, null);
        }
        return wasPending;
    }

    private void askToPay(Movement refund, Failed failed) {
        String sum = Money.text(refund.amount(), refund.currency()) + " " + refund.currency();
        LOG.warn("The refund {} of {} failed: {}.", refund.idempotencyKey(), sum, failed.code());
        tasks.create(
                "Pay failed refund of " + sum,
                gateway.partnerOf(refund) + " accepted the refund " + refund.idempotencyKey() + " of " + sum
                        + " for trade " + refund.tradingId() + ", but it failed: " + failed.code()
                        + ". The client has received a message that the money is refunded. Pay it another way.",
                refund.tradingId());
    }
}
