package org.coincide.engine.broker;

import static org.coincide.engine.broker.BrokerAccounts.CARRIER;
import static org.coincide.engine.broker.BrokerAccounts.CLIENTS;
import static org.coincide.engine.broker.BrokerAccounts.SERVER;

import java.util.ArrayList;
import java.util.List;
import org.apache.activemq.command.ActiveMQDestination;
import org.apache.activemq.command.ActiveMQQueue;
import org.apache.activemq.command.ActiveMQTopic;
import org.apache.activemq.filter.DestinationMapEntry;
import org.apache.activemq.security.AuthorizationEntry;
import org.apache.activemq.security.AuthorizationPlugin;
import org.apache.activemq.security.DefaultAuthorizationMap;
import org.apache.activemq.security.TempDestinationAuthorizationEntry;

/** The permissions of the accounts on the queues. Only the server has permissions that are not listed here. */
final class BrokerAuthorizations {

    private static final String ANY = ">";

    private BrokerAuthorizations() {}

    static AuthorizationPlugin of(BrokerAccounts accounts) {
        @SuppressWarnings("rawtypes")
        List<DestinationMapEntry> entries = new ArrayList<>();
        entries.add(entry(new ActiveMQQueue(ANY), SERVER, SERVER));
        entries.add(entry(new ActiveMQTopic(ANY), SERVER, SERVER));
        entries.add(entry(new ActiveMQQueue(QueueNames.ORDERS), SERVER, CLIENTS));
        entries.add(entry(new ActiveMQQueue(QueueNames.REQUESTS), SERVER, CLIENTS));
        entries.add(entry(new ActiveMQQueue(QueueNames.CARRIER), SERVER, CARRIER));
        for (String client : accounts.clientIds()) {
            entries.add(entry(new ActiveMQQueue(QueueNames.ofClient(client)), BrokerAccounts.groupOf(client), SERVER));
        }
        DefaultAuthorizationMap map = new DefaultAuthorizationMap(entries);
        map.setTempDestinationAuthorizationEntry(restrictToServer(new TempDestinationAuthorizationEntry()));
        return new AuthorizationPlugin(map);
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
