package org.coincide.engine.broker;

import jakarta.jms.ResourceAllocationException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageId;
import org.apache.activemq.command.TransactionId;
import org.coincide.engine.broker.queues.QueueNames;

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
    /** Weak, because a connection that another one replaces under the same id is not removed. */
    private final Map<ConnectionContext, Map<TransactionId, OpenTransaction>> open =
            Collections.synchronizedMap(new WeakHashMap<>());

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
        if (message.isInTransaction()
                && transaction(context, message.getTransactionId()).refused().get()) {
            // The broker rolls this transaction back at its commit; a refusal of each message would only fill the log.
            return;
        }
        try {
            refuseUntilRead(account);
            awaitQuota(context, message, queue);
        } catch (ResourceAllocationException refused) {
            if (message.isInTransaction()) {
                transaction(context, message.getTransactionId()).refused().set(true);
            }
            throw refused;
        }
        super.send(exchange, message);
        record(context, message, name);
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

    private void record(ConnectionContext context, Message message, String queue) {
        if (message.isInTransaction()) {
            transaction(context, message.getTransactionId()).queues().add(queue);
        } else {
            quota.sent(context.getUserName(), queue);
        }
    }

    private void awaitQuota(ConnectionContext context, Message message, Destination queue)
            throws ResourceAllocationException, InterruptedException {
        String name = message.getDestination().getPhysicalName();
        SendingQuota.WaitingMessages waiting = () -> ClientQueueMonitor.stored(queue);
        if (!message.isInTransaction()) {
            quota.await(context.getUserName(), name, 0, waiting);
            return;
        }
        int sent = transaction(context, message.getTransactionId()).queues().size();
        quota.await(context.getUserName(), name, sent, waiting);
    }

    private OpenTransaction transaction(ConnectionContext context, TransactionId id) {
        return transactions(context).computeIfAbsent(id, begun -> {
            getBrokerService()
                    .getScheduler()
                    .executeAfterDelay(() -> closeIfOpen(context, begun), transactionLimit.toMillis());
            return new OpenTransaction(Collections.synchronizedList(new ArrayList<>()), new AtomicBoolean());
        });
    }

    private Map<TransactionId, OpenTransaction> transactions(ConnectionContext context) {
        return open.computeIfAbsent(context, first -> new ConcurrentHashMap<>());
    }

    private void closeIfOpen(ConnectionContext context, TransactionId transaction) {
        if (transactions(context).containsKey(transaction)) {
            context.getConnection()
                    .serviceExceptionAsync(new IOException("A transaction was open for %d ms. Commit earlier."
                            .formatted(transactionLimit.toMillis())));
        }
    }

    @Override
    public void commitTransaction(ConnectionContext context, TransactionId id, boolean onePhase) throws Exception {
        OpenTransaction committed = transactions(context).remove(id);
        super.commitTransaction(context, id, onePhase);
        if (committed != null) {
            committed.queues().forEach(queue -> quota.sent(context.getUserName(), queue));
        }
    }

    @Override
    public void rollbackTransaction(ConnectionContext context, TransactionId id) throws Exception {
        transactions(context).remove(id);
        super.rollbackTransaction(context, id);
    }

    @Override
    public void removeConnection(ConnectionContext context, ConnectionInfo info, Throwable error) throws Exception {
        open.remove(context);
        super.removeConnection(context, info, error);
    }

    /**
     * A transaction that has sent messages.
     *
     * @param queues the queue of each message
     * @param refused whether a message was refused
     */
    private record OpenTransaction(List<String> queues, AtomicBoolean refused) {}
}
