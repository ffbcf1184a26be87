package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.PaymentAccounts;
import org.coincide.processes.server.CallsNoPartner;
import org.springframework.stereotype.Component;

/** Task_OpenPayment: opens the payment of a trade, so that it can be undone. Makes no call to a partner. */
@Component
@CallsNoPartner
class OpenPayment implements JavaDelegate {

    private final PaymentAccounts accounts;

    OpenPayment(PaymentAccounts accounts) {
        this.accounts = accounts;
    }

    @Override
    public void execute(DelegateExecution execution) {
        accounts.open(execution.getProcessBusinessKey());
    }
}
