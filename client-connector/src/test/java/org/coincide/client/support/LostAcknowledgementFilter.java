package org.coincide.client.support;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ConsumerBrokerExchange;
import org.apache.activemq.command.MessageAck;
import org.apache.activemq.command.TransactionId;

/** Rolls back a number of transactions that acknowledge messages, and reports an error to their sender. */
final class LostAcknowledgementFilter extends BrokerFilter {

    private final Set<TransactionId> acknowledging = ConcurrentHashMap.newKeySet();
    private final AtomicInteger remaining;

    LostAcknowledgementFilter(Broker next, AtomicInteger remaining) {
        super(next);
        this.remaining = remaining;
    }

    @Override
    public void acknowledge(ConsumerBrokerExchange consumer, MessageAck ack) throws Exception {
        if (ack.isInTransaction()) {
            acknowledging.add(ack.getTransactionId());
        }
        super.acknowledge(consumer, ack);
    }

    @Override
    public void commitTransaction(ConnectionContext context, TransactionId transaction, boolean onePhase)
            throws Exception {
        if (acknowledging.remove(transaction) && remaining.getAndUpdate(count -> Math.max(0, count - 1)) > 0) {
            super.rollbackTransaction(context, transaction);
            throw new IllegalStateException("The test discards this acknowledgement");
        }
        super.commitTransaction(context, transaction, onePhase);
    }
}
