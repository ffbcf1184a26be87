package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.payment.books.Invoice;
import org.coincide.engine.payment.books.Invoice.State;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.PaymentAccounts;
import org.coincide.engine.subscriptions.MessageSubscriptions;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.SendsMessage;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Allocation of transfers to invoices. A transfer that matches no open invoice is stored, and becomes a task. */
@Component
@SendsMessage(
        value = "payment.received",
        key = "invoice",
        awaited = true,
        records = "money: INVOICED|PART_RECEIVED > CAPTURED")
@SendsMessage(
        value = "instalment.received",
        key = "invoice",
        awaited = true,
        exceptional = true,
        records = "money: INVOICED|PART_RECEIVED > PART_RECEIVED")
class PaymentAllocation {

    private final Trades trades;
    private final PaymentAccounts accounts;
    private final Invoices invoices;
    private final PaymentRecorder recorder;
    private final MessageSubscriptions subscriptions;
    private final RuntimeService engine;

    PaymentAllocation(
            Trades trades,
            PaymentAccounts accounts,
            Invoices invoices,
            PaymentRecorder recorder,
            MessageSubscriptions subscriptions,
            RuntimeService engine) {
        this.trades = trades;
        this.accounts = accounts;
        this.invoices = invoices;
        this.recorder = recorder;
        this.subscriptions = subscriptions;
        this.engine = engine;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    AllocationOutcome allocate(BankPayment payment) {
        String reference = payment.reference().toUpperCase(Locale.ROOT);
        Optional<Invoice> open = invoices.find(reference);
        open.ifPresent(invoice -> accounts.take(invoice.tradingId()));
        AllocationOutcome outcome = outcome(payment, open);
        BigDecimal taken = BigDecimal.ZERO;
        if (outcome.isTaken()) {
            taken = payment.amount().min(open.orElseThrow().rest());
        }
        recorder.note(payment, outcome, taken, open.map(Invoice::tradingId).orElse(null));
        if (outcome.isTaken()) {
            receive(payment, open.orElseThrow(), taken);
        }
        return outcome;
    }

    private static AllocationOutcome outcome(BankPayment payment, Optional<Invoice> invoice) {
        if (invoice.isEmpty()) {
            return AllocationOutcome.UNKNOWN_REFERENCE;
        }
        if (invoice.get().state() != State.OPEN) {
            return AllocationOutcome.NOT_EXPECTED;
        }
        if (!invoice.get().currency().equals(payment.currency())) {
            return AllocationOutcome.OTHER_CURRENCY;
        }
        int beyond = payment.amount().compareTo(invoice.get().rest());
        return beyond == 0
                ? AllocationOutcome.PAID
                : beyond < 0 ? AllocationOutcome.PARTLY_PAID : AllocationOutcome.OVERPAID;
    }

    private void receive(BankPayment payment, Invoice invoice, BigDecimal taken) {
        Trade trade = trades.find(invoice.tradingId()).orElseThrow();
        recorder.receive(Movement.received(trade, invoice.part(), payment.transactionId(), taken));
        invoices.receive(invoice, taken);
        boolean inFull = taken.compareTo(invoice.rest()) == 0;
        send(inFull ? "payment.received" : "instalment.received", invoice);
    }

    private void send(String message, Invoice invoice) {
        String execution = subscriptions
                .find(message, invoice.tradingId(), "invoice", invoice.reference())
                .orElseThrow(() -> new MismatchingMessageCorrelationException(
                        message, "No process of the trade waits for a transfer to the invoice " + invoice.reference()));
        engine.messageEventReceived(message, execution);
    }
}
