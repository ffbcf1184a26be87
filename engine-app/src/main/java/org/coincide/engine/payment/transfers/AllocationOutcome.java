package org.coincide.engine.payment.transfers;

/** What became of a payment that the bank reported. */
enum AllocationOutcome {
    PAID("The invoice is paid."),
    PARTLY_PAID("It counts towards the invoice; the rest is still open."),
    OVERPAID("The invoice is paid; what is too much waits for a person."),
    UNKNOWN_REFERENCE("No invoice has this reference; the payment waits for a person."),
    OTHER_CURRENCY("The invoice is in another currency; the payment waits for a person."),
    NOT_EXPECTED("The invoice is not open any more; the payment waits for a person."),
    CONFLICTING("Another payment was reported under this transaction id; nothing has changed.");

    private final String text;

    AllocationOutcome(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Whether an invoice got money of it. */
    boolean isTaken() {
        return this == PAID || this == PARTLY_PAID || this == OVERPAID;
    }

    boolean needsPerson() {
        return switch (this) {
            case OVERPAID, UNKNOWN_REFERENCE, OTHER_CURRENCY, NOT_EXPECTED -> true;
            case PAID, PARTLY_PAID, CONFLICTING -> false;
        };
    }
}
