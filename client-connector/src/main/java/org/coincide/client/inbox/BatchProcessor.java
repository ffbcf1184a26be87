package org.coincide.client.inbox;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.coincide.client.contract.ReadResult;
import org.coincide.client.quarantine.RaisedWarning;
import org.coincide.client.requests.WarningPublisher;
import org.coincide.client.verification.Verifier;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Judges a batch in one transaction: ledger, quarantine, warnings and what is said back commit together or not at all. */
@Service
class BatchProcessor {

    private final Verifier verifier;
    private final BatchLedgerLoader books;
    private final BatchQuarantineLoader quarantine;
    private final WarningPublisher speaker;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BatchProcessor(
            Verifier verifier,
            BatchLedgerLoader books,
            BatchQuarantineLoader quarantine,
            WarningPublisher speaker,
            TransactionTemplate transaction,
            Clock clock) {
        this.verifier = verifier;
        this.books = books;
        this.quarantine = quarantine;
        this.speaker = speaker;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Judges the messages in order. */
    BatchReport judge(List<ReceivedMessage> deliveries) {
        return inOneTransaction(deliveries, judgement -> deliveries.forEach(judgement::judge));
    }

    /** Puts a message aside at which this client itself keeps failing. */
    BatchReport setAside(ReceivedMessage delivery, Throwable because) {
        var text = "this client fails at it: " + because;
        var glimpse = delivery.message()
                .map(message -> new ReadResult.Glimpse(
                        delivery.tradingId(),
                        message.envelope().sequence(),
                        message.envelope().source(),
                        message.envelope().id()))
                .orElse(ReadResult.Glimpse.NOTHING);
        return inOneTransaction(
                List.of(delivery),
                judgement -> judgement.putAside(delivery, Warning.of(WarningType.UNPROCESSABLE, text, glimpse)));
    }

    private BatchReport inOneTransaction(List<ReceivedMessage> deliveries, Consumer<BatchVerification> work) {
        return transaction.execute(status -> {
            var now = clock.instant();
            var openBooks = books.open(deliveries);
            var openQuarantine = quarantine.open(deliveries);
            var judgement = new BatchVerification(verifier, openBooks, openQuarantine, now);
            work.accept(judgement);
            openBooks.store(now);
            openQuarantine.store();
            judgement.refusedOrders().forEach((order, reasons) -> books.orders().refused(order, reasons, now));
            judgement.refusedRequests().forEach((refusal, reasons) -> books.requests()
                    .refused(refusal, reasons, now));
            speaker.warn(judgement.report().warnings().stream()
                    .map(RaisedWarning::warning)
                    .toList());
            speaker.inquire(judgement.gaps());
            return judgement.report();
        });
    }
}
