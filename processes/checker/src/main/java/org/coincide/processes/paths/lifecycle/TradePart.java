package org.coincide.processes.paths.lifecycle;

import java.util.Set;
import org.coincide.processes.paths.hash.HashedMap;
import org.coincide.processes.server.RecordChange;

/**
 * The statuses of one part of a trade, such as a consignment.
 *
 * @param delivery its delivery status
 * @param payment its payment status
 * @param inherited whether its delivery status was declared for the whole trade, not yet for this part
 * @param declineTold whether the client was told of the declined payment that the records show
 * @param records the states of the server's records about it, by their names
 */
record TradePart(String delivery, String payment, boolean inherited, boolean declineTold, HashedMap<String> records) {

    private static final String MONEY = RecordRule.MONEY;
    private static final String DECLINED = "DECLINED";
    private static final Set<String> HANDED_OVER = Set.of("SHIPPED", "DELIVERED", "UNDELIVERABLE", "RETURNED");
    private static final Set<String> ARRIVED = Set.of("DELIVERED", "RETURNED");
    private static final Set<String> PAID = Set.of("PAID", "REFUNDED");

    String status(String lifecycle) {
        return lifecycle.equals("delivery") ? delivery : payment;
    }

    TradePart with(String lifecycle, String status, boolean ofTheWhole) {
        return lifecycle.equals("delivery")
                ? new TradePart(status, payment, ofTheWhole, declineTold, records)
                : new TradePart(delivery, status, inherited, declineTold || isDeclined() && isTold(status), records);
    }

    String record(String name) {
        return records.getOrDefault(name, RecordChange.NONE);
    }

    TradePart withRecord(String name, String state) {
        var changed = records.with(name, state);
        return new TradePart(delivery, payment, inherited, declineTold && DECLINED.equals(changed.get(MONEY)), changed);
    }

    /** Returns whether the payment was declined, and the client was never told. */
    boolean isDeclineUntold() {
        return isDeclined() && !declineTold && !isTold(payment);
    }

    private boolean isDeclined() {
        return record(MONEY).equals(DECLINED);
    }

    private static boolean isTold(String payment) {
        return payment.equals("FAILED");
    }

    boolean isWrittenOff() {
        return record(MONEY).equals("WRITTEN_OFF") && !isCancelled();
    }

    boolean isCancelled() {
        return delivery.equals("CANCELLED");
    }

    boolean isHandedOver() {
        return HANDED_OVER.contains(delivery);
    }

    boolean hasArrived() {
        return ARRIVED.contains(delivery);
    }

    boolean isReturned() {
        return delivery.equals("RETURNED");
    }

    boolean isCaptured() {
        return PAID.contains(payment);
    }

    boolean isPaymentEnded() {
        return isCaptured() || isWrittenOff();
    }

    boolean isRefunded() {
        return payment.equals("REFUNDED");
    }
}
