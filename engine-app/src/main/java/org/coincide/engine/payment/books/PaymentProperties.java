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
 * @param invoiceDue how long after it was issued an invoice is due
 * @param reportAttempts how often a report of the bank or the provider is taken up again when it meets another change of the same trade
 * @param statementLines how many lines one bank statement may have
 * @param keyLifetime how long the provider remembers our keys; an unanswered request that is older is not sent again, but
 *     becomes an incident
 * @param confirmationCheck how often the provider is asked whether a card's holder has confirmed, where it reports nothing
 */
@ConfigurationProperties("coincide.payment")
public record PaymentProperties(
        String provider,
        String bank,
        @DefaultValue("14d") Duration invoiceDue,
        @DefaultValue("5") int reportAttempts,
        @DefaultValue("1000") int statementLines,
        @DefaultValue("24h") Duration keyLifetime,
        @DefaultValue("1m") Duration confirmationCheck) {}
