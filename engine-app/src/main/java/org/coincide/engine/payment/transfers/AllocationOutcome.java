package org.coincide.engine.payment.transfers;

/** Outcome of a transfer that the bank reported. */
enum AllocationOutcome {
    PAID("The invoice is paid."),
    PARTLY_PAID("The invoice is partly paid; the rest is open."),
    OVERPAID("The invoice is paid; a task asks accounting to clarify the surplus."),
    UNKNOWN_REFERENCE("No invoice has this reference; a task asks accounting to clarify the payment."),
    OTHER_CURRENCY("The invoice is in another currency; a task asks accounting to clarify the payment."),
    NOT_EXPECTED("The invoice is not open; a task asks accounting to clarify the payment."),
    CONFLICTING(
            "Another payment has this transaction id; nothing has changed. Report this payment with its own transaction id.");

    private final String text;

    AllocationOutcome(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }

    /** Returns whether the payment, or a part of it, is booked to an invoice. */
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
