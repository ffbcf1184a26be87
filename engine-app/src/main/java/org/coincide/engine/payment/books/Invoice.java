package org.coincide.engine.payment.books;

import java.math.BigDecimal;
import java.time.OffsetDateTime;
import org.coincide.engine.journal.InvoiceReport;
import org.coincide.engine.trade.Money;

/**
 * What a client is asked to pay for one consignment.
 *
 * @param reference what the client writes on its transfer
 * @param part the consignment's number
 * @param received what has come of it so far
 * @param remindedAt null where the client was not reminded
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
        /** Its goods are not to be paid for any more. */
        WITHDRAWN,
        /** Given up. */
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
