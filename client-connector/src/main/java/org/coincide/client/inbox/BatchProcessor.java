package org.coincide.client.inbox;

import java.time.Clock;
import java.util.List;
import java.util.function.Consumer;
import org.coincide.client.contract.UnverifiedHeader;
import org.coincide.client.keys.ServerKeys;
import org.coincide.client.requests.InquiryPublisher;
import org.coincide.client.signatures.SignedMessageReader;
import org.coincide.client.statements.StatementComparison;
import org.coincide.client.verification.Verifier;
import org.coincide.client.verification.Warning;
import org.coincide.client.verification.WarningType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/** Processes a batch in one transaction of ledger, quarantine, warnings and outbox. */
@Service
class BatchProcessor {

    private final Verifier verifier;
    private final SignedMessageReader reader;
    private final ServerKeys keys;
    private final BatchLedgerLoader ledgers;
    private final BatchQuarantineLoader quarantines;
    private final InquiryPublisher inquiries;
    private final StatementComparison statements;
    private final TransactionTemplate transaction;
    private final Clock clock;

    BatchProcessor(
            Verifier verifier,
            SignedMessageReader reader,
            ServerKeys keys,
            BatchLedgerLoader ledgers,
            BatchQuarantineLoader quarantines,
            InquiryPublisher inquiries,
            StatementComparison statements,
            TransactionTemplate transaction,
            Clock clock) {
        this.verifier = verifier;
        this.reader = reader;
        this.keys = keys;
        this.ledgers = ledgers;
        this.quarantines = quarantines;
        this.inquiries = inquiries;
        this.statements = statements;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Verifies and stores the messages, in order. */
    BatchReport process(List<ReceivedMessage> messages) {
        return inTransaction(messages, batch -> messages.forEach(batch::verify));
    }

    /** Quarantines a message whose processing fails in this client, as UNPROCESSABLE. */
    BatchReport quarantine(ReceivedMessage message, Throwable cause) {
        var text = "processing the message failed repeatedly: " + cause;
        var header = message.message()
                .map(valid -> new UnverifiedHeader(
                        message.tradingId(),
                        valid.envelope().sequence(),
                        valid.envelope().source(),
                        valid.envelope().id()))
                .orElse(UnverifiedHeader.EMPTY);
        return inTransaction(
                List.of(message),
                batch -> batch.quarantine(message, Warning.of(WarningType.UNPROCESSABLE, text, header)));
    }

    private BatchReport inTransaction(List<ReceivedMessage> messages, Consumer<BatchVerification> work) {
        return transaction.execute(status -> {
            var now = clock.instant();
            var ledger = ledgers.load(messages);
            var quarantine = quarantines.load(messages);
            var batch = new BatchVerification(verifier, reader, ledger, quarantine, now);
            work.accept(batch);
            ledger.store(now);
            batch.statements()
                    .forEach((message, statement) ->
                            batch.compared(message, statement.data(), statements.compare(statement, now)));
            if (batch.repeatsStatement()) {
                statements.confirmLast();
            }
            quarantine.store();
            batch.refusals()
                    .forEach(received ->
                            ledgers.storeRefusal(received.refusal(), received.body(), received.signature(), now));
            batch.announcements().forEach((message, signature) -> keys.apply(message, signature, now));
            inquiries.publish(batch.gaps());
            return batch.report();
        });
    }
}
