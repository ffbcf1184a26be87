package org.coincide.engine.payment;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.coincide.engine.payment.Invoice.State;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Finds the invoice that a payment is for. What cannot be taken is kept, and shown to a person. */
@Component
class Allocation {

    private final Trades trades;
    private final Accounts accounts;
    private final Invoices invoices;
    private final Ledgers ledgers;
    private final RuntimeService engine;

    Allocation(Trades trades, Accounts accounts, Invoices invoices, Ledgers ledgers, RuntimeService engine) {
        this.trades = trades;
        this.accounts = accounts;
        this.invoices = invoices;
        this.ledgers = ledgers;
        this.engine = engine;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    BankOutcome allocate(BankPayment payment) {
        String reference = payment.reference().toUpperCase(Locale.ROOT);
        Optional<Invoice> named = invoices.find(reference);
        named.ifPresent(invoice -> accounts.take(invoice.tradingId()));
        Optional<Invoice> open = named.flatMap(invoice -> invoices.find(reference));
        BankOutcome outcome = outcome(payment, open);
        BigDecimal taken = BigDecimal.ZERO;
        if (outcome.isTaken()) {
            taken = payment.amount().min(open.orElseThrow().rest());
        }
        ledgers.note(payment, outcome, taken, open.map(Invoice::tradingId).orElse(null));
        if (outcome.isTaken()) {
            receive(payment, open.orElseThrow(), taken);
        }
        return outcome;
    }

    private static BankOutcome outcome(BankPayment payment, Optional<Invoice> invoice) {
        if (invoice.isEmpty()) {
            return BankOutcome.UNKNOWN_REFERENCE;
        }
        if (invoice.get().state() != State.OPEN) {
            return BankOutcome.NOT_EXPECTED;
        }
        if (!invoice.get().currency().equals(payment.currency())) {
            return BankOutcome.OTHER_CURRENCY;
        }
        int beyond = payment.amount().compareTo(invoice.get().rest());
        return beyond == 0 ? BankOutcome.PAID : beyond < 0 ? BankOutcome.PARTLY_PAID : BankOutcome.OVERPAID;
    }

    private void receive(BankPayment payment, Invoice invoice, BigDecimal taken) {
        Trade trade = trades.find(invoice.tradingId()).orElseThrow();
        ledgers.receive(Movement.received(trade, invoice.part(), payment.transactionId(), taken));
        invoices.receive(invoice, taken);
        boolean inFull = taken.compareTo(invoice.rest()) == 0;
        engine.createMessageCorrelation(inFull ? "payment.received" : "instalment.received")
                .processInstanceBusinessKey(invoice.tradingId())
                .processInstanceVariableEquals("invoice", invoice.reference())
                .correlate();
    }
}
