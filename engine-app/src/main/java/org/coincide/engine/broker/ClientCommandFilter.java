package org.coincide.engine.broker;

import java.util.Set;
import org.apache.activemq.advisory.AdvisorySupport;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.ConnectionContext;
import org.apache.activemq.broker.ConsumerBrokerExchange;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.Subscription;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ConnectionInfo;
import org.apache.activemq.command.ConsumerControl;
import org.apache.activemq.command.ConsumerInfo;
import org.apache.activemq.command.DestinationInfo;
import org.apache.activemq.command.Message;
import org.apache.activemq.command.MessageDispatchNotification;
import org.apache.activemq.command.MessagePull;
import org.apache.activemq.command.ProducerInfo;
import org.apache.activemq.command.RemoveSubscriptionInfo;
import org.apache.activemq.command.Response;
import org.apache.activemq.command.TransactionId;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.SecurityContext;

/**
 * Refuses client commands that ActiveMQ's authorization allows (each observed on 6.3.1). ActiveMQ trusts the user id of a
 * message from a connection that claims to be a broker's, so that a client could order in another client's name; it
 * accepts control commands for other clients' consumers; it lets any client leave prepared transactions behind. As defence
 * in depth the filter also refuses commands that ActiveMQ refuses itself: a client may use only single queues and its own
 * consumers, and may not act as a broker.
 */
final class ClientCommandFilter extends BrokerFilter {

    private static final Set<GroupPrincipal> SERVER = Set.of(new GroupPrincipal(BrokerAccounts.SERVER));

    ClientCommandFilter(Broker next) {
        super(next);
    }

    @Override
    public void addConnection(ConnectionContext context, ConnectionInfo info) throws Exception {
        refuseIf(context.isNetworkConnection(), context, "connect as a broker");
        super.addConnection(context, info);
    }

    @Override
    public void send(ProducerBrokerExchange exchange, Message message) throws Exception {
        ConnectionContext context = exchange.getConnectionContext();
        if (isClient(context)) {
            refuseIf(context.isNetworkConnection(), context, "send as a broker");
            refuseUnlessSingleQueue(context, message.getDestination());
            message.setOriginalDestination(null);
        }
        super.send(exchange, message);
    }

    @Override
    public void addProducer(ConnectionContext context, ProducerInfo info) throws Exception {
        refuseUnlessSingleQueue(context, info.getDestination());
        super.addProducer(context, info);
    }

    @Override
    public Subscription addConsumer(ConnectionContext context, ConsumerInfo info) throws Exception {
        if (isClient(context) && isTemporaryDestinationAdvisory(info.getDestination())) {
            return null;
        }
        refuseUnlessSingleQueue(context, info.getDestination());
        return super.addConsumer(context, info);
    }

    /**
     * Every connection of ActiveMQ's client subscribes to the advisory for temporary destinations by default. A refusal would
     * exclude ordinary clients, so the filter accepts the subscription without registering it: it receives nothing.
     */
    private static boolean isTemporaryDestinationAdvisory(ActiveMQDestination destination) {
        return AdvisorySupport.TEMP_DESTINATION_COMPOSITE_ADVISORY_TOPIC.equals(destination);
    }

    @Override
    public Response messagePull(ConnectionContext context, MessagePull pull) throws Exception {
        boolean own = pull.getConsumerId().getConnectionId().equals(String.valueOf(context.getConnectionId()));
        refuseIf(!own && isClient(context), context, "control the consumer " + pull.getConsumerId());
        return super.messagePull(context, pull);
    }

    @Override
    public void processConsumerControl(ConsumerBrokerExchange exchange, ConsumerControl control) {
        // ActiveMQ looks up the consumer among those of all connections, but the exchange only among those of the
        // sender.
        if (exchange == null) {
            throw new SecurityException("Not authorized to control the consumer " + control.getConsumerId());
        }
        super.processConsumerControl(exchange, control);
    }

    @Override
    public Destination addDestination(ConnectionContext context, ActiveMQDestination destination, boolean temporary)
            throws Exception {
        refuseUnlessSingleQueue(context, destination);
        return super.addDestination(context, destination, temporary);
    }

    @Override
    public void addDestinationInfo(ConnectionContext context, DestinationInfo info) throws Exception {
        refuseIf(isClient(context), context, "create " + info.getDestination());
        super.addDestinationInfo(context, info);
    }

    @Override
    public void removeDestination(ConnectionContext context, ActiveMQDestination destination, long timeout)
            throws Exception {
        refuseIf(isClient(context), context, "remove " + destination);
        super.removeDestination(context, destination, timeout);
    }

    @Override
    public void removeDestinationInfo(ConnectionContext context, DestinationInfo info) throws Exception {
        refuseIf(isClient(context), context, "remove " + info.getDestination());
        super.removeDestinationInfo(context, info);
    }

    @Override
    public void removeSubscription(ConnectionContext context, RemoveSubscriptionInfo info) throws Exception {
        refuseIf(isClient(context), context, "remove a subscription");
        super.removeSubscription(context, info);
    }

    /** An XA transaction outlives its connection, and keeps the files of the store until somebody ends it. */
    @Override
    public void beginTransaction(ConnectionContext context, TransactionId transaction) throws Exception {
        refuseIf(transaction.isXATransaction() && isClient(context), context, "begin an XA transaction");
        super.beginTransaction(context, transaction);
    }

    @Override
    public int prepareTransaction(ConnectionContext context, TransactionId transaction) throws Exception {
        refuseIf(isClient(context), context, "leave a prepared transaction");
        return super.prepareTransaction(context, transaction);
    }

    @Override
    public void processDispatchNotification(MessageDispatchNotification notification) {
        throw new SecurityException("Not authorized to act as a broker");
    }

    private static void refuseUnlessSingleQueue(ConnectionContext context, ActiveMQDestination destination) {
        boolean singleQueue = destination == null
                || destination.isQueue()
                        && !destination.isTemporary()
                        && !destination.isComposite()
                        && !destination.isPattern();
        refuseIf(!singleQueue && isClient(context), context, "use " + destination);
    }

    private static void refuseIf(boolean refused, ConnectionContext context, String action) {
        if (refused) {
            throw new SecurityException("User %s is not authorized to %s".formatted(context.getUserName(), action));
        }
    }

    /** Returns whether the connection is not the server's own. */
    static boolean isClient(ConnectionContext context) {
        SecurityContext user = context.getSecurityContext();
        return user == null || !user.isBrokerContext() && !user.isInOneOf(SERVER);
    }
}
