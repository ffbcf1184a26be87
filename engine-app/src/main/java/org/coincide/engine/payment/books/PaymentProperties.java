package org.coincide.engine.payment.books;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Terms of payment, and processing of reports about payments.
 *
 * @param provider name of the adapter of the payment provider, such as {@code stripe}; {@code simulated} or empty with {@code
 *     coincide.simulation.enabled}
 * @param bank name of the adapter of the bank; {@code simulated} or empty with {@code coincide.simulation.enabled}
 * @param invoiceDue time from the issue of an invoice until it is due
 * @param reportAttempts attempts to apply a report of the bank or the provider that meets concurrent changes of the same trade
 * @param statementLines maximum number of lines of a bank statement
 * @param keyLifetime time for which the provider remembers idempotency keys; an older request without a response is not repeated, but
 *     becomes an incident
 * @param confirmationCheck interval of the look-ups of an authorization that a card's holder has to confirm
 * @param refundCheck interval of the look-ups of a pending refund
 * @param refundPoll interval between two searches for pending refunds to look up
 * @param atOnce maximum number of pending refunds that are looked up in one go
 */
@ConfigurationProperties("coincide.payment")
public record PaymentProperties(
        String provider,
        String bank,
        @DefaultValue("14d") Duration invoiceDue,
        @DefaultValue("5") int reportAttempts,
        @DefaultValue("1000") int statementLines,
        @DefaultValue("24h") Duration keyLifetime,
        @DefaultValue("1m") Duration confirmationCheck,
        @DefaultValue("1h") Duration refundCheck,
        @DefaultValue("1m") Duration refundPoll,
        @DefaultValue("200") int atOnce) {}
