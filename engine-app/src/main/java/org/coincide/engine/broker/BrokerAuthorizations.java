package org.coincide.engine.broker;

import static org.coincide.engine.broker.BrokerAccounts.CARRIER;
import static org.coincide.engine.broker.BrokerAccounts.CLIENTS;
import static org.coincide.engine.broker.BrokerAccounts.SERVER;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.filter.DestinationMapEntry;
import org.apache.activemq.jaas.GroupPrincipal;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.TempDestinationAuthorizationEntry;
import org.coincide.engine.broker.queues.QueueNames;

/** The permissions of the accounts on the queues. Only the server has permissions that are not listed here. */
final class BrokerAuthorizations {

    private static final String ANY = ">";

    private BrokerAuthorizations() {}

    static AuthorizationPlugin create() {
        @SuppressWarnings("rawtypes")
        List<DestinationMapEntry> entries = new ArrayList<>();
        entries.add(entry(new ActiveMQQueue(ANY), SERVER, SERVER));
        entries.add(entry(new ActiveMQTopic(ANY), SERVER, SERVER));
        entries.add(entry(new ActiveMQQueue(QueueNames.ORDERS), SERVER, CLIENTS));
        entries.add(entry(new ActiveMQQueue(QueueNames.REQUESTS), SERVER, CLIENTS));
        entries.add(entry(new ActiveMQQueue(QueueNames.CARRIER), SERVER, CARRIER));
        DefaultAuthorizationMap map = new ClientQueueAuthorizationMap(entries);
        map.setTempDestinationAuthorizationEntry(restrictToServer(new TempDestinationAuthorizationEntry()));
        return new AuthorizationPlugin(map);
    }

    /** Lets each client read its own queue, also a client that did not exist when the broker started. */
    private static final class ClientQueueAuthorizationMap extends DefaultAuthorizationMap {

        @SuppressWarnings("rawtypes")
        ClientQueueAuthorizationMap(List<DestinationMapEntry> entries) {
            super(entries);
        }

        @Override
        public Set<Object> getReadACLs(ActiveMQDestination destination) {
            Set<Object> readers = new HashSet<>(super.getReadACLs(destination));
            if (destination.isQueue()) {
                QueueNames.readerOf(destination.getPhysicalName())
                        .map(client -> new GroupPrincipal(BrokerAccounts.groupOf(client)))
                        .ifPresent(readers::add);
            }
            return readers;
        }
    }

    private static AuthorizationEntry entry(ActiveMQDestination destination, String readers, String writers) {
        AuthorizationEntry entry = restrictToServer(new AuthorizationEntry());
        entry.setDestination(destination);
        grant(() -> entry.setRead(readers));
        grant(() -> entry.setWrite(writers));
        return entry;
    }

    private static <T extends AuthorizationEntry> T restrictToServer(T entry) {
        grant(() -> entry.setRead(SERVER));
        grant(() -> entry.setWrite(SERVER));
        grant(() -> entry.setAdmin(SERVER));
        return entry;
    }

    private static void grant(Grant grant) {
        try {
            grant.run();
        } catch (Exception unknownGroupClass) {
            throw new IllegalStateException("ActiveMQ cannot load its group principal class", unknownGroupClass);
        }
    }

    /** A call of one of ActiveMQ's setters, which load the class of a group by name and declare {@link Exception}. */
    private interface Grant {
        void run() throws Exception;
    }
}
