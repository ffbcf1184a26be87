package org.coincide.engine.payment.tasks;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.bank.Bank;
import org.coincide.engine.payment.bank.ExpectedTransfer;
import org.coincide.engine.payment.books.ClaimGivenUpException;
import org.coincide.engine.payment.books.ConsignmentValues;
import org.coincide.engine.payment.books.Invoice;
import org.coincide.engine.payment.books.Invoices;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movement.State;
import org.coincide.engine.payment.books.MovementIntents;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.books.PaymentMethods;
import org.coincide.engine.postgresql.PartnerCalls;
import org.coincide.engine.trade.Money;
import org.coincide.engine.trade.Trade;
import org.coincide.engine.trade.Trades;
import org.coincide.processes.server.DelegateOutcome;
import org.coincide.processes.server.ReadsVariables;
import org.coincide.processes.server.TradeCondition;
import org.springframework.stereotype.Component;

/**
 * Task_IssueInvoice: issues the invoice for a consignment, and announces it to the bank. Sets {@code invoice}, {@code invoiceAmount} and
 * {@code invoiceDueAt} for the model's timers and for the task about an overdue invoice. Throws the business error CLAIM_GIVEN_UP if the
 * consignment was given up before.
 */
@Component
@DelegateOutcome(
        variables = {"invoice", "invoiceAmount", "invoiceDueAt"},
        records = "money: DECLINED|INVOICED|NONE > INVOICED",
        when = TradeCondition.CLAIM_KEPT)
@DelegateOutcome(error = "CLAIM_GIVEN_UP", when = TradeCondition.CLAIM_GIVEN_UP)
@ReadsVariables("consignment")
class IssueInvoice implements JavaDelegate {

    private final Trades trades;
    private final ConsignmentValues values;
    private final PaymentMethods methods;
    private final MovementIntents intents;
    private final Movements movements;
    private final Invoices invoices;
    private final Bank bank;
    private final PartnerCalls calls;

    IssueInvoice(
            Trades trades,
            ConsignmentValues values,
            PaymentMethods methods,
            MovementIntents intents,
            Movements movements,
            Invoices invoices,
            Bank bank,
            PartnerCalls calls) {
        this.trades = trades;
        this.values = values;
        this.methods = methods;
        this.intents = intents;
        this.movements = movements;
        this.invoices = invoices;
        this.bank = bank;
        this.calls = calls;
    }

    @Override
    public void execute(DelegateExecution execution) {
        Trade trade = trades.find(execution.getProcessBusinessKey()).orElseThrow();
        int consignment = ConsignmentValues.consignmentOf(execution);
        Movement asked = asked(trade, consignment);
        Invoice invoice = invoices.issue(trade, consignment, asked.amount());
        calls.begin();
        bank.expect(new ExpectedTransfer(
                invoice.reference(),
                trade.tradingId(),
                methods.tokenOf(trade),
                new Amount(invoice.amount(), invoice.currency()),
                invoice.dueAt().toInstant()));
        movements.settle(asked, State.DONE, invoice.reference());
        execution.setVariable("invoice", invoice.reference());
        execution.setVariable(
                "invoiceAmount", Money.text(invoice.amount(), invoice.currency()) + " " + invoice.currency());
        execution.setVariable("invoiceDueAt", text(invoice.dueAt().toInstant()));
    }

    private Movement asked(Trade trade, int consignment) {
        try {
            return intents.of(Movement.invoice(trade, consignment, values.valueOf(trade, consignment)))
                    .movement();
        } catch (ClaimGivenUpException givenUp) {
            throw new BpmnError("CLAIM_GIVEN_UP", givenUp);
        }
    }

    /** In seconds, as the engine's timers read times. */
    private static String text(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
