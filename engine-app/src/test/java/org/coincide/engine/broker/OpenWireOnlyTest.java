package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.activemq.util.FactoryFinder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is not on the class path cannot be switched on: most of the broker's holes were in these parts. */
class OpenWireOnlyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "org/apache/activemq/transport/stomp/StompTransportFactory.class",
                "org/apache/activemq/transport/mqtt/MQTTTransportFactory.class",
                "org/apache/activemq/transport/amqp/AmqpTransportFactory.class",
                "org/apache/activemq/transport/ws/WSTransportFactory.class",
                "org/apache/activemq/transport/http/HttpTransportFactory.class",
                "org/apache/activemq/web/MessageServlet.class",
                "org/apache/activemq/shiro/ShiroPlugin.class",
                "org/jolokia/http/AgentServlet.class",
                "org/apache/xbean/spring/context/ResourceXmlApplicationContext.class"
            })
    void noOtherDoorOfTheBrokerIsThere(String part) {
        assertThat(FactoryFinder.class.getClassLoader().getResource(part)).isNull();
    }
}
