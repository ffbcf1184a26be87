package org.coincide.engine.broker;

import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.LocalTransactionId;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.command.TransactionId;

/**
 * Admits a client's messages within its {@link SendingQuota}, without the headers by which a sender could affect others (each observed
 * on ActiveMQ 6.3.1): a message with an expiry becomes a dead letter, messages for an unknown consumer block a queue once they fill a
 * page, a message under the id of another client's next message makes the broker drop that one as a duplicate, and an open
 * transaction keeps the files of the store.
 */
final class ClientMessageFilter extends BrokerFilter {

    private static final byte DEFAULT_PRIORITY = 4;

    private final SendingQuota quota;
    private final ClientQueueMonitor monitor;
    private final Duration transactionLimit;
    /** The queue of each message that was sent in an open transaction. */
    private final Map<TransactionId, List<String>> open = new ConcurrentHashMap<>();

    ClientMessageFilter(Broker next, BrokerProperties properties, ClientQueueMonitor monitor) {
        super(next);
        this.quota = new SendingQuota(properties.quota(), properties.store().sendFailAfter());
        this.monitor = monitor;
        this.transactionLimit = properties.quota().transaction();
    }

    @Override
    public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        ConnectionContext context = exchange.getConnectionContext();
        if (!ClientCommandFilter.isClient(context)) {
            super.send(exchange, message);
            return;
        }
        refuseForeignId(context, message);
        removeHeaders(message);
        String account = context.getUserName();
        String name = message.getDestination().getPhysicalName();
        Destination queue = queue(name);
        if (queue == null) {
            // Authorization refuses the message.
            super.send(exchange, message);
            return;
        }
        refuseUntilRead(account);
        quota.await(account, name, () -> ClientQueueMonitor.unread(queue));
        super.send(exchange, message);
        record(context, message, account, name);
    }

    private static void refuseForeignId(ConnectionContext context, Message message) {
        MessageId id = message.getMessageId();
        boolean own = id.getTextView() == null
                && id.getProducerId() != null
                && id.getProducerId()
                        .getConnectionId()
                        .equals(context.getConnectionId().getValue());
        if (!own) {
            throw new SecurityException(
                    "The message id does not begin with the sender's connection id. Not authorized.");
        }
    }

    private static void removeHeaders(Message message) {
        message.setExpiration(0);
        message.setPersistent(true);
        message.setPriority(DEFAULT_PRIORITY);
        message.setRedeliveryCounter(0);
        message.setTargetConsumerId(null);
        message.setGroupID(null);
        message.setGroupSequence(0);
    }

    private void refuseUntilRead(String account) throws ResourceAllocationException {
        String name = QueueNames.ofClient(account);
        Destination own = queue(name);
        Destination deadLetters = queue(QueueNames.deadLettersOf(name));
        if (own != null && deadLetters != null && monitor.mustReadFirst(account, own, deadLetters)) {
            throw new ResourceAllocationException(
                    "%s has %d unread messages, which is the limit. Read the queue before you send more messages."
                            .formatted(name, ClientQueueMonitor.unread(own)));
        }
    }

    private Destination queue(String name) {
        RegionBroker broker = (RegionBroker) getAdaptor(RegionBroker.class);
        return broker.getQueueRegion().getDestinationMap().get(new ActiveMQQueue(name));
    }

    private void record(ConnectionContext context, Message message, String account, String queue) {
        if (!message.isInTransaction()) {
            quota.sent(account, queue);
            return;
        }
        quota.uncommitted(account, queue, 1);
        open.computeIfAbsent(message.getTransactionId(), begun -> begin(context, begun))
                .add(queue);
    }

    /** The queues of the messages in a new transaction, which must end within the limit. */
    private List<String> begin(ConnectionContext context, TransactionId transaction) {
        getBrokerService()
                .getScheduler()
                .executeAfterDelay(() -> closeIfOpen(context, transaction), transactionLimit.toMillis());
        return Collections.synchronizedList(new ArrayList<>());
    }

    private void closeIfOpen(ConnectionContext context, TransactionId transaction) {
        if (open.containsKey(transaction)) {
            context.getConnection()
                    .serviceExceptionAsync(new IOException("A transaction was open for %d ms. Commit earlier."
                            .formatted(transactionLimit.toMillis())));
        }
    }

    @Override
    public void commitTransaction(ConnectionContext context, TransactionId transaction, boolean onePhase)
            throws Exception {
        List<String> queues = List.of();
        try {
            super.commitTransaction(context, transaction, onePhase);
            queues = open.getOrDefault(transaction, List.of());
        } finally {
            forget(context, transaction);
        }
        queues.forEach(queue -> quota.sent(context.getUserName(), queue));
    }

    @Override
    public void rollbackTransaction(ConnectionContext context, TransactionId transaction) throws Exception {
        try {
            super.rollbackTransaction(context, transaction);
        } finally {
            forget(context, transaction);
        }
    }

    @Override
    public void removeConnection(ConnectionContext context, ConnectionInfo info, Throwable error) throws Exception {
        try {
            super.removeConnection(context, info, error);
        } finally {
            // The broker has rolled them back.
            open.keySet().stream()
                    .filter(transaction -> transaction instanceof LocalTransactionId local
                            && local.getConnectionId().equals(info.getConnectionId()))
                    .forEach(transaction -> forget(context, transaction));
        }
    }

    private void forget(ConnectionContext context, TransactionId transaction) {
        List<String> queues = open.remove(transaction);
        if (queues != null) {
            queues.forEach(queue -> quota.uncommitted(context.getUserName(), queue, -1));
        }
    }
}
