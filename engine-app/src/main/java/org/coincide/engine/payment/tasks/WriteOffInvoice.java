package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Invoice.State;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.payment.books.PaymentAccounts;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.springframework.stereotype.Component;

/** Task_WriteOffInvoice: gives an unpaid invoice up. A payment that arrives later becomes a task. */
@Component
@CallsNoPartner
@DelegateOutcome(records = "money?: INVOICED|PART_RECEIVED > WRITTEN_OFF")
@ReadsVariables("invoice")
class WriteOffInvoice implements JavaDelegate {

    private final PaymentAccounts accounts;
    private final Invoices invoices;

    WriteOffInvoice(PaymentAccounts accounts, Invoices invoices) {
        this.accounts = accounts;
        this.invoices = invoices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        accounts.take(execution.getProcessBusinessKey());
        invoices.find((String) execution.getVariable("invoice"))
                .ifPresent(invoice -> invoices.end(invoice, State.WRITTEN_OFF));
    }
}
