package org.coincide.client.quarantine;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.coincide.client.verification.WarningType;

/**
 * Warnings of one type about one trade, in the REST API.
 *
 * @param tradingId the trade; null for the warnings of unverified origin, which form one group for each type
 * @param count number of all warnings, also of those whose messages have left the quarantine
 * @param text text of the latest warning
 * @param settled number of warnings that a person has settled
 * @param acknowledged number of warnings that a person had seen when acknowledging the group; later ones are new
 * @param acknowledgedAt time of the acknowledgement; null before
 * @param note the person's note; null before
 * @param answer the latest answer of the server's operator; null before
 * @param answeredAt time of the answer; null before
 * @param serverAcknowledgedAt time at which the server's operator acknowledged the last of the warnings; null before
 * @param healed true if the latest message was applied to the ledger later, and no message of the trade waits
 * @param quarantineId the message of the latest warning
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record WarningGroup(
        WarningType type,
        WarningOrigin origin,
        String tradingId,
        long count,
        Instant firstAt,
        Instant latestAt,
        String text,
        String quarantineId,
        long settled,
        long acknowledged,
        Instant acknowledgedAt,
        String note,
        String answer,
        Instant answeredAt,
        Instant serverAcknowledgedAt,
        boolean healed) {

    /** Says whether somebody has to look at a group. */
    public enum State {
        OPEN,
        /** The latest message was applied to the ledger later. */
        HEALED,
        /** A person has decided between two versions. */
        SETTLED,
        /** A person has looked at all warnings; later ones open the group again. */
        ACKNOWLEDGED
    }

    @JsonProperty("state")
    public State state() {
        if (settled >= count) {
            return State.SETTLED;
        }
        if (healed) {
            return State.HEALED;
        }
        return acknowledged >= count ? State.ACKNOWLEDGED : State.OPEN;
    }
}
