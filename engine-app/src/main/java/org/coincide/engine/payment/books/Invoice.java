package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.coincide.engine.journal.messages.InvoiceReport;
import org.coincide.engine.trade.Money;

/**
 * Invoice for a consignment.
 *
 * @param reference the client names it in the transfer
 * @param part the consignment's number
 * @param received the amount received so far
 * @param remindedAt null if the client was not reminded
 */
public record Invoice(
        String reference,
        String tradingId,
        String part,
        BigDecimal amount,
        BigDecimal received,
        String currency,
        State state,
        OffsetDateTime dueAt,
        OffsetDateTime remindedAt) {

    public enum State {
        OPEN,
        PAID,
        /** The goods need not be paid any more. */
        WITHDRAWN,
        /** The company has given the claim up. */
        WRITTEN_OFF
    }

    public BigDecimal rest() {
        return amount.subtract(received);
    }

    InvoiceReport report() {
        return new InvoiceReport(
                reference,
                Money.text(amount, currency),
                Money.text(received, currency),
                dueAt.toInstant(),
                state.name(),
                remindedAt == null ? null : remindedAt.toInstant());
    }
}
