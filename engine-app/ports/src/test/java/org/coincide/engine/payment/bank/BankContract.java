package org.coincide.engine.payment.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.Amount;
import org.coincide.engine.payment.RefundOutcome.Failed;
import org.coincide.engine.payment.bank.BankEvent.TransferReceived;
import org.junit.jupiter.api.Test;

/** Contract of a bank. An adapter's test extends this class, and runs the adapter against a fake of the bank. */
public abstract class BankContract {

    private static final Amount AMOUNT = new Amount(new BigDecimal("12.50"), "EUR");

    private final String trade = UUID.randomUUID().toString();
    private final String invoice = "INV-" + trade.substring(0, 8).toUpperCase(Locale.ROOT) + "-1";
    private final List<BankEvent> events = new ArrayList<>();

    /** The adapter. */
    protected abstract Bank bank();

    /** Makes the client pay an invoice that was announced. */
    protected abstract void pay(ExpectedTransfer transfer);

    /**
     * Lets the bank deliver its events, once each, through the adapter. The bank delivers an event again, at the next call, that was
     * answered {@link ReportOutcome#RETRY}.
     */
    protected abstract void deliverEvents(BankEvents to);

    @Test
    void aTransferIsReportedUntilItIsAccepted() {
        bank().expect(expected());
        pay(expected());
        deliverEvents(event -> record(event, ReportOutcome.RETRY));
        deliverEvents(event -> record(event, ReportOutcome.ACCEPTED));
        deliverEvents(event -> record(event, ReportOutcome.ACCEPTED));
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).isEqualTo(events.get(1)).isInstanceOfSatisfying(TransferReceived.class, transfer -> {
            assertThat(transfer.transactionId()).matches("[A-Za-z0-9._:-]{1,35}");
            assertThat(transfer.reference()).isEqualTo(invoice);
            assertThat(transfer.amount().isSameAs(AMOUNT)).isTrue();
        });
    }

    @Test
    void anInvoiceCanBeAnnouncedTwice() {
        bank().expect(expected());
        assertThatCode(() -> bank().expect(expected())).doesNotThrowAnyException();
        pay(expected());
        deliverEvents(event -> record(event, ReportOutcome.ACCEPTED));
        assertThat(events).hasSize(1);
    }

    @Test
    void aRefundIsMadeOnce() {
        bank().expect(expected());
        pay(expected());
        deliverEvents(event -> record(event, ReportOutcome.ACCEPTED));
        String transactionId = ((TransferReceived) events.get(0)).transactionId();
        TransferRefundRequest request = new TransferRefundRequest(trade + "/refund/R-1", trade, transactionId, AMOUNT);
        assertThat(bank().findRefund(request, null)).isEmpty();
        assertThat(bank().refund(request)).isNotInstanceOf(Failed.class).isEqualTo(bank().refund(request));
        assertThat(bank().findRefund(request, null)).isPresent();
    }

    private ReportOutcome record(BankEvent event, ReportOutcome outcome) {
        events.add(event);
        return outcome;
    }

    private ExpectedTransfer expected() {
        return new ExpectedTransfer(invoice, trade, "", AMOUNT, Instant.parse("2027-01-31T00:00:00Z"));
    }
}
