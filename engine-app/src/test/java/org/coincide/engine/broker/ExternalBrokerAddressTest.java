package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.Test;

class ExternalBrokerAddressTest {

    private static final BrokerProperties DEFAULTS = TestBroker.properties(Map.of());
    private static final String BOUNDS = "maxReconnectAttempts=0&startupMaxReconnectAttempts=1&timeout=5000"
            + "&trackMessages=false&nested.connectionTimeout=5000&nested.soWriteTimeout=10000&nested.keepAlive=true"
            + "&nested.wireFormat.maxFrameSize=1048576&nested.wireFormat.maxInactivityDuration=5000";

    @Test
    void anAddressBecomesAFailoverAddress() {
        assertThat(ExternalBrokerAddress.url("ssl://broker.example.com:61617", DEFAULTS))
                .isEqualTo("failover:(ssl://broker.example.com:61617)?" + BOUNDS);
    }

    @Test
    void severalAddressesStaySeveral() {
        assertThat(ExternalBrokerAddress.url("failover:(tcp://a:1,tcp://b:1)", DEFAULTS))
                .isEqualTo("failover:(tcp://a:1,tcp://b:1)?" + BOUNDS);
    }

    @Test
    void optionsOfOneAddressAreKept() {
        assertThat(ExternalBrokerAddress.url("tcp://a:1?wireFormat.maxFrameSize=9&soWriteTimeout=8", DEFAULTS))
                .startsWith("failover:(tcp://a:1?wireFormat.maxFrameSize=9&soWriteTimeout=8)?")
                .doesNotContain("nested.wireFormat.maxFrameSize", "nested.soWriteTimeout");
    }

    @Test
    void optionsInTheAddressAreKept() {
        assertThat(ExternalBrokerAddress.url("failover:(tcp://a:1?x=(y))?timeout=9&randomize=false", DEFAULTS))
                .startsWith("failover:(tcp://a:1?x=(y))?timeout=9&randomize=false&maxReconnectAttempts=0")
                .doesNotContain("timeout=5000&");
    }
}
