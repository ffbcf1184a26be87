package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.activemq.util.FactoryFinder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Verifies that vulnerable parts of the broker are not on the class path, so that no setting can enable them. */
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
                "org/jolokia/http/AgentServlet.class"
            })
    void theBrokerHasNoOtherConnector(String part) {
        assertThat(FactoryFinder.class.getClassLoader().getResource(part)).isNull();
    }

    /** A test starts a broker from an XML file; the packaged server must have no class that does. */
    @Test
    void brokersFromXmlFilesAreForTestsOnly() throws IOException {
        assertThat(Files.readString(Path.of("pom.xml")))
                .containsPattern("<artifactId>activemq-spring</artifactId>\\s*<scope>test</scope>")
                .doesNotContain("xbean");
    }
}
