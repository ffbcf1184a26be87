package org.coincide.engine.journal;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * An invoice, as its client is told of it.
 *
 * @param reference what the client writes on its transfer
 * @param status OPEN, PAID, WITHDRAWN or WRITTEN_OFF
 * @param remindedAt null where the client was not reminded
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvoiceReport(
        String reference, String amount, String received, Instant due, String status, Instant remindedAt) {

    @JsonIgnore
    public boolean isOpen() {
        return status.equals("OPEN");
    }
}
