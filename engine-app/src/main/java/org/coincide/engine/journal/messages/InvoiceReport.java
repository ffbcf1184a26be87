package org.coincide.engine.journal.messages;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An invoice, as published to the client.
 *
 * @param reference payment reference for the client's transfer
 * @param status OPEN, PAID, WITHDRAWN or WRITTEN_OFF
 * @param remindedAt time of the last reminder; null if the client was not reminded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvoiceReport(
        String reference, String amount, String received, Instant due, String status, Instant remindedAt) {

    @JsonIgnore
    public boolean isOpen() {
        return status.equals("OPEN");
    }
}
