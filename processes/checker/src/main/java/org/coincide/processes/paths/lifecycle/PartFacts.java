package org.coincide.processes.paths.lifecycle;

import org.coincide.processes.server.TradeFacts;

/**
 * The facts of one part of a trade.
 *
 * @param trade the facts of the whole, which has one order and one delivery
 */
record PartFacts(TradeFacts trade, TradePart part) implements TradeFacts {

    @Override
    public String status(String lifecycle) {
        return lifecycle.equals("payment") ? part.payment() : trade.status(lifecycle);
    }

    @Override
    public boolean anyPart(String deliveryStatus) {
        return part.delivery().equals(deliveryStatus);
    }

    @Override
    public boolean anyHandedOver() {
        return part.isHandedOver();
    }

    @Override
    public boolean anyDelivered() {
        return part.hasArrived();
    }

    @Override
    public boolean anyCapturedAndNotRefunded() {
        return part.isCaptured() && !part.isRefunded();
    }

    @Override
    public boolean anyRecord(String record, String state) {
        return part.record(record).equals(state);
    }

    @Override
    public boolean isClosed() {
        return trade.isClosed();
    }
}
