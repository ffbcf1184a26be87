package org.coincide.engine.payment.transfers;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.coincide.engine.trade.Money;

/**
 * Transfer that the bank received.
 *
 * @param transactionId the bank's identifier; the same identifier is the same payment
 * @param reference as the sender wrote it: an invoice's reference, or anything else
 */
public record BankPayment(String transactionId, String reference, BigDecimal amount, String currency) {

    static final List<String> FIELDS = List.of("transactionId", "reference", "amount", "currency");

    /** Maximum lengths as in ISO 20022: 35 characters of a transaction id, 140 of a reference. */
    private static final Map<String, String> PATTERNS = Map.of(
            "transactionId", "[A-Za-z0-9._:-]{1,35}",
            "reference", "[^\\p{Cntrl}]{1,140}",
            "amount", "\\d{1,12}(\\.\\d{1,4})?",
            "currency", "[A-Z]{3}");

    /** Errors in the fields of a report, as text; empty if {@link #of} can read the fields. */
    static List<String> faults(Map<String, String> fields) {
        List<String> faults = new ArrayList<>();
        for (String field : FIELDS) {
            String value = fields.get(field);
            if (value == null || value.isBlank()) {
                faults.add(field + " is missing");
            } else if (!value.matches(PATTERNS.get(field))) {
                faults.add(field + " should match " + PATTERNS.get(field));
            }
        }
        if (faults.isEmpty() && of(fields).amount().signum() == 0) {
            faults.add("amount should be more than zero");
        }
        if (faults.isEmpty() && !Money.isCurrency(fields.get("currency"))) {
            faults.add("currency should be a currency code of ISO 4217");
        }
        return faults;
    }

    static BankPayment of(Map<String, String> fields) {
        return new BankPayment(
                fields.get("transactionId"),
                fields.get("reference"),
                new BigDecimal(fields.get("amount")),
                fields.get("currency"));
    }

    boolean isSameAs(BankPayment other) {
        return transactionId.equals(other.transactionId)
                && reference.equals(other.reference)
                && amount.compareTo(other.amount) == 0
                && currency.equals(other.currency);
    }
}
