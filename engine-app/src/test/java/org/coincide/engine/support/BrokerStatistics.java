package org.coincide.engine.support;

import java.net.URI;
import java.util.Arrays;
import org.apache.activemq.broker.BrokerRegistry;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.region.Destination;
import org.apache.activemq.broker.region.RegionBroker;
import org.apache.activemq.command.ActiveMQQueue;

/** Numbers of an embedded broker in this JVM. */
public final class BrokerStatistics {

    private BrokerStatistics() {}

    /** Messages that the queue holds, including those that a consumer has not acknowledged. */
    public static long messagesIn(URI address, String queue) {
        Destination destination = ((RegionBroker) at(address).getRegionBroker())
                .getDestinationMap()
                .get(new ActiveMQQueue(queue));
        return destination == null
                ? 0
                : destination.getDestinationStatistics().getMessages().getCount();
    }

    private static BrokerService at(URI address) {
        return BrokerRegistry.getInstance().getBrokers().values().stream()
                .filter(broker -> Arrays.stream(
                                broker.getTransportConnectorURIsAsMap().values().toArray(String[]::new))
                        .anyMatch(connector -> URI.create(connector).getPort() == address.getPort()))
                .findFirst()
                .orElseThrow();
    }
}
