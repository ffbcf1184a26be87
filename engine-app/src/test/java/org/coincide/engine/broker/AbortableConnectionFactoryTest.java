package org.coincide.engine.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class AbortableConnectionFactoryTest {

    /** The relay pauses for all clients, as without any broker: no client is refused. */
    @Test
    void aStoppedBrokerCannotBeReached() {
        AbortableConnectionFactory connections =
                new AbortableConnectionFactory("server", "secret", "vm://stopped", null, () -> false);

        assertThatThrownBy(connections::createConnection).hasRootCauseInstanceOf(IOException.class);
    }
}
