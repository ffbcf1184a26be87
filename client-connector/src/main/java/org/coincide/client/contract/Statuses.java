package org.coincide.client.contract;

/** The three statuses of a trade, as the contract spells them. Kept as text: a reader must expect one it does not know. */
public record Statuses(String order, String delivery, String payment) {

    @Override
    public String toString() {
        return order + " / " + delivery + " / " + payment;
    }
}
