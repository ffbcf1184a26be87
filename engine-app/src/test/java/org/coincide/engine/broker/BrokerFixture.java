package org.coincide.engine.broker;

import static org.coincide.engine.support.TestBroker.ACME;
import static org.coincide.engine.support.TestBroker.SERVER;

import jakarta.jms.JMSException;
import java.nio.file.Path;
import org.apache.activemq.ActiveMQConnection;
import org.coincide.engine.support.TestBroker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A broker with connections of a client and of the server. */
@Timeout(120)
abstract class BrokerFixture {

    static final String GLOBEXS = "trading.client.globex";

    /** Milliseconds within which an existing message arrives, also on a busy machine. */
    static final long SOON = 30_000;

    /** Milliseconds after which a message counts as missing. */
    static final long NEVER = 300;

    @TempDir
    Path directory;

    TestBroker broker;
    ActiveMQConnection acme;
    ActiveMQConnection server;

    @BeforeEach
    void connect() throws JMSException {
        broker = TestBroker.inMemory(directory);
        acme = broker.connectAs(ACME);
        server = broker.connectAs(SERVER);
    }

    @AfterEach
    void disconnect() throws JMSException {
        acme.close();
        server.close();
        broker.close();
    }
}
