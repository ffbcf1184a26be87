package org.coincide.engine.payment.transfers;

import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.bank.BankEvent;
import org.coincide.engine.payment.bank.BankEvent.RefundChanged;
import org.coincide.engine.payment.bank.BankEvent.TransferReceived;
import org.coincide.engine.payment.bank.BankEvents;
import org.coincide.engine.payment.bank.BankUnavailableException;
import org.coincide.engine.payment.books.Movement;
import org.coincide.engine.payment.books.Movements;
import org.coincide.engine.payment.refunds.RefundTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Processes events that the adapter of the bank reports. */
@Component
class BankEventProcessor implements BankEvents {

    private static final Logger LOG = LoggerFactory.getLogger(BankEventProcessor.class);

    private final BankReports reports;
    private final Movements movements;
    private final RefundTracker refunds;

    BankEventProcessor(BankReports reports, Movements movements, RefundTracker refunds) {
        this.reports = reports;
        this.movements = movements;
        this.refunds = refunds;
    }

    @Override
    public ReportOutcome report(BankEvent event) {
        try {
            return event instanceof TransferReceived transfer ? receive(transfer) : check((RefundChanged) event);
        } catch (ProcessEngineException | ConcurrencyFailureException | DuplicateKeyException concurrent) {
            LOG.debug("{} met a concurrent change.", event, concurrent);
        } catch (BankUnavailableException unknown) {
            LOG.warn("{} cannot be checked at the bank. The bank must report it again.", event, unknown);
        }
        return ReportOutcome.RETRY;
    }

    private ReportOutcome receive(TransferReceived transfer) {
        BankReports.Taken taken = reports.take(payment(transfer));
        if (taken.outcome() == AllocationOutcome.CONFLICTING) {
            return ReportOutcome.CONFLICTING;
        }
        return taken.repeated() ? ReportOutcome.DUPLICATE : ReportOutcome.ACCEPTED;
    }

    private static BankPayment payment(TransferReceived transfer) {
        Map<String, String> fields = Map.of(
                "transactionId", transfer.transactionId(),
                "reference", transfer.reference(),
                "amount", transfer.amount().value().toPlainString(),
                "currency", transfer.amount().currency());
        List<String> faults = BankPayment.faults(fields);
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException(
                    "The transfer " + transfer + " is malformed: " + faults + ". Correct the adapter of the bank.");
        }
        return BankPayment.of(fields);
    }

    private ReportOutcome check(RefundChanged event) {
        return movements
                .find(event.key())
                .filter(movement -> movement.kind() == Movement.Kind.REFUND)
                .map(refunds::reported)
                .orElse(ReportOutcome.UNKNOWN);
    }
}
