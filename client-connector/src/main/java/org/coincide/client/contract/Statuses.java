package org.coincide.client.contract;

/** The three statuses of a trade. Strings instead of enums, since a later server can send a status unknown here. */
public record Statuses(String order, String delivery, String payment) {

    @Override
    public String toString() {
        return order + " / " + delivery + " / " + payment;
    }
}
