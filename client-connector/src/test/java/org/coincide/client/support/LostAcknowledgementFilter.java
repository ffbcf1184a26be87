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

/** Refuses the commit of transactions that acknowledge messages, as often as it is told to. */
final class LostAcknowledgementFilter extends BrokerFilter {

    private final Set<TransactionId> acknowledging = ConcurrentHashMap.newKeySet();
    private final AtomicInteger toLose;

    LostAcknowledgementFilter(Broker next, AtomicInteger toLose) {
        super(next);
        this.toLose = toLose;
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
        if (acknowledging.remove(transaction) && toLose.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            super.rollbackTransaction(context, transaction);
            throw new IllegalStateException("The test loses this acknowledgement");
        }
        super.commitTransaction(context, transaction, onePhase);
    }
}
