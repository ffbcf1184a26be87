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
 * What ActiveMQ's own rights leave open to a client (each seen on 6.3.1). It believes the user id of a message that comes
 * over a connection which calls itself a broker's, so that one client could order in another's name; it takes control
 * commands for other clients' consumers; it lets anyone leave prepared transactions behind. And what it refuses one by
 * one is refused here once more as a whole: a client names single queues, uses its own consumers, and is no broker.
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
            refuseAllButOneQueue(context, message.getDestination());
            message.setOriginalDestination(null);
        }
        super.send(exchange, message);
    }

    @Override
    public void addProducer(ConnectionContext context, ProducerInfo info) throws Exception {
        refuseAllButOneQueue(context, info.getDestination());
        super.addProducer(context, info);
    }

    @Override
    public Subscription addConsumer(ConnectionContext context, ConsumerInfo info) throws Exception {
        if (isClient(context) && isUsualWatch(info.getDestination())) {
            return null;
        }
        refuseAllButOneQueue(context, info.getDestination());
        return super.addConsumer(context, info);
    }

    /**
     * Each connection of ActiveMQ's own client begins by watching for temporary destinations, unless it is told not to. To
     * refuse would keep ordinary clients out; so it is taken, and goes nowhere: nobody tells this watcher anything.
     */
    private static boolean isUsualWatch(ActiveMQDestination destination) {
        return AdvisorySupport.TEMP_DESTINATION_COMPOSITE_ADVISORY_TOPIC.equals(destination);
    }

    @Override
    public Response messagePull(ConnectionContext context, MessagePull pull) throws Exception {
        boolean own = pull.getConsumerId().getConnectionId().equals(String.valueOf(context.getConnectionId()));
        refuseIf(!own && isClient(context), context, "speak for the consumer " + pull.getConsumerId());
        return super.messagePull(context, pull);
    }

    @Override
    public void processConsumerControl(ConsumerBrokerExchange exchange, ConsumerControl control) {
        // ActiveMQ finds the consumer among those of all connections, and this exchange among those of the sender
        // alone.
        if (exchange == null) {
            throw new SecurityException("Not authorized to speak for the consumer " + control.getConsumerId());
        }
        super.processConsumerControl(exchange, control);
    }

    @Override
    public Destination addDestination(ConnectionContext context, ActiveMQDestination destination, boolean temporary)
            throws Exception {
        refuseAllButOneQueue(context, destination);
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

    @Override
    public int prepareTransaction(ConnectionContext context, TransactionId transaction) throws Exception {
        refuseIf(isClient(context), context, "leave a prepared transaction");
        return super.prepareTransaction(context, transaction);
    }

    @Override
    public void processDispatchNotification(MessageDispatchNotification notification) {
        throw new SecurityException("Not authorized to speak for the broker");
    }

    private static void refuseAllButOneQueue(ConnectionContext context, ActiveMQDestination destination) {
        boolean oneQueue = destination == null
                || destination.isQueue()
                        && !destination.isTemporary()
                        && !destination.isComposite()
                        && !destination.isPattern();
        refuseIf(!oneQueue && isClient(context), context, "use " + destination);
    }

    private static void refuseIf(boolean refused, ConnectionContext context, String what) {
        if (refused) {
            throw new SecurityException("User %s is not authorized to %s".formatted(context.getUserName(), what));
        }
    }

    private static boolean isClient(ConnectionContext context) {
        SecurityContext user = context.getSecurityContext();
        return user == null || !user.isBrokerContext() && !user.isInOneOf(SERVER);
    }
}
