package org.coincide.engine.payment.refunds;

import java.util.Optional;
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
     * Looks a pending refund up at the provider or the bank, and stores the outcome.
     *
     * @return whether the refund is complete, or failed
     */
    public boolean check(Movement refund) {
        Optional<RefundOutcome> outcome = gateway.find(refund);
        if (outcome.isEmpty() || outcome.get() instanceof Pending) {
            return false;
        }
        transaction.executeWithoutResult(status -> settle(refund, outcome.get()));
        return true;
    }

    private void settle(Movement refund, RefundOutcome outcome) {
        if (!pending.remove(refund.idempotencyKey())) {
            return;
        }
        if (outcome instanceof Failed failed) {
            movements.settle(refund, State.OWED, null);
            String sum = Money.text(refund.amount(), refund.currency()) + " " + refund.currency();
            LOG.warn("The refund {} of {} failed: {}.", refund.idempotencyKey(), sum, failed.code());
            tasks.create(
                    "Pay failed refund of " + sum,
                    gateway.partnerOf(refund) + " accepted the refund " + refund.idempotencyKey() + " of " + sum
                            + " for trade " + refund.tradingId() + ", but it failed: " + failed.code()
                            + ". The client has received a message that the money is refunded. Pay it another way.",
                    refund.tradingId());
        } else {
            movements.settle(refund, State.DONE, null);
        }
    }
}
