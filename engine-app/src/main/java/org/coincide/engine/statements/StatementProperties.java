package org.coincide.engine.statements;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the statements to clients.
 *
 * @param pace minimum time between two statements to a client while its trades change; also the time within which a client notices a
 *     lost last message
 * @param heartbeat maximum time between two statements to a client; a client that hears none for three heartbeats is DEGRADED
 * @param pageSize maximum number of trades in one statement
 * @param pagesAtOnce maximum number of pages of a full statement to one client in each run of {@code poll}
 * @param fullAtHour hour of the day, in UTC, at which each client receives a full statement
 * @param poll interval of checking for due statements
 * @param positionPatience maximum time for which messages to a client that has read its queue, or reads its feed, are held back after a
 *     start, until a receipt shows that the database is not older than the client's ledger
 * @param brokerClockDifference largest difference between the clocks of the server and an external broker. A receipt that the broker
 *     accepted this time before the request for it counts as a reply to it; it must be shorter than a start of the server.
 */
@Validated
@ConfigurationProperties("coincide.statements")
record StatementProperties(
        @DefaultValue("1m") @DurationMin(millis = 100) @DurationMax(hours = 1)
        Duration pace,

        @DefaultValue("15m") @DurationMin(seconds = 1) @DurationMax(days = 1)
        Duration heartbeat,

        @DefaultValue("500") @Min(1) @Max(500) int pageSize,

        @DefaultValue("5") @Min(1) @Max(100) int pagesAtOnce,

        @DefaultValue("2") @Min(0) @Max(23) int fullAtHour,

        @DefaultValue("1s") @DurationMin(millis = 50) @DurationMax(minutes = 1)
        Duration poll,

        @DefaultValue("1m") @DurationMin(seconds = 1) @DurationMax(hours = 1)
        Duration positionPatience,

        @DefaultValue("2s") @DurationMin(millis = 0) @DurationMax(minutes = 1)
        Duration brokerClockDifference) {

    /** Validates heartbeat. */
    @AssertTrue(
            message =
                    "The value is below coincide.statements.pace. Set at least the value of coincide.statements.pace.")
    boolean isHeartbeat() {
        return heartbeat.compareTo(pace) >= 0;
    }
}
