package org.coincide.engine.payment.tasks;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.processes.server.CallsNoPartner;
import org.coincide.processes.server.ReadsVariables;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Task_RemindClient: stores that the client was reminded of an open invoice; the next message to the client includes it. */
@Component
@CallsNoPartner
@ReadsVariables("invoice")
class RemindClient implements JavaDelegate {

    private static final Logger LOG = LoggerFactory.getLogger(RemindClient.class);

    private final Invoices invoices;

    RemindClient(Invoices invoices) {
        this.invoices = invoices;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String reference = (String) execution.getVariable("invoice");
        invoices.reminded(reference);
        LOG.info("The client of trade {} is reminded of invoice {}.", execution.getProcessBusinessKey(), reference);
    }
}
