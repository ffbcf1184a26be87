package org.coincide.client.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.jms.ResourceAllocationException;
import java.util.List;
import org.apache.activemq.ActiveMQConnectionFactory;
import org.apache.activemq.broker.Broker;
import org.apache.activemq.broker.BrokerFilter;
import org.apache.activemq.broker.BrokerPlugin;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.ProducerBrokerExchange;
import org.apache.activemq.command.Message;
import org.coincide.client.signatures.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;

/** A broker that refuses messages while too many of this client's wait. */
class EventSenderTest {

    private static final String EVENT =
            """
            {"specversion":"1.0","id":"1","source":"/client","type":"trading.inquiry.v1","subject":"t","data":{}}""";

    private final BrokerService broker = new BrokerService();
    private final SendingConnectionPool connections = new SendingConnectionPool();
    private final EventSender sender = new EventSender(connections, SigningKey.generate());
    private volatile int limit;
    private int stored;

    /** Refuses messages beyond the limit, as the server's broker does. */
    private final class Limit extends BrokerFilter {

        Limit(Broker next) {
            super(next);
        }

        @Override
        public void send(ProducerBrokerExchange producer, Message message) throws Exception {
            if (stored >= limit) {
                throw new ResourceAllocationException("Account acme has " + limit + " messages");
            }
            stored++;
            super.send(producer, message);
        }
    }

    @BeforeEach
    void start() throws Exception {
        broker.setPersistent(false);
        broker.setUseJmx(false);
        broker.setAdvisorySupport(false);
        broker.setPlugins(new BrokerPlugin[] {Limit::new});
        broker.addConnector("tcp://127.0.0.1:0");
        broker.start();
        connections.setConnectionFactory(new ActiveMQConnectionFactory(
                "failover:(" + broker.getTransportConnectors().get(0).getConnectUri() + ")?timeout=2000"));
    }

    @AfterEach
    void stop() throws Exception {
        connections.stop();
        broker.stop();
    }

    /** Repeated, because the broker's report of a refusal and the next transaction meet in any order. */
    @RepeatedTest(25)
    void aRefusalNamesItsReasonAndKeepsTheConnection() throws Exception {
        limit = 1;
        assertThatThrownBy(() -> sender.send("trading.orders", List.of(EVENT, EVENT)))
                .isInstanceOf(ResourceAllocationException.class)
                .hasMessage("Account acme has 1 messages");
        long connected = broker.getTotalConnections();

        limit = 10;
        sender.send("trading.orders", List.of(EVENT, EVENT));
        assertThat(broker.getTotalConnections()).isEqualTo(connected);
    }
}
