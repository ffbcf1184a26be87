package org.coincide.client.broker;

import jakarta.jms.Connection;
import jakarta.jms.JMSException;
import jakarta.jms.ResourceAllocationException;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;
import org.messaginghub.pooled.jms.pool.PooledConnection;

/**
 * A pool of one connection, which remains open after the broker has refused a message for lack of space.
 *
 * <p>The broker reports such a refusal twice: at the commit, and before it to the connection's exception listener. The
 * pool closes a connection at each such report, so that the next transaction would lose its session halfway.
 */
final class SendingConnectionPool extends JmsPoolConnectionFactory {

    SendingConnectionPool() {
        setMaxConnections(1);
    }

    @Override
    protected PooledConnection createPooledConnection(Connection connection) {
        return new PooledConnection(connection) {
            @Override
            public void onException(JMSException failure) {
                // The commit fails with the same refusal, and its caller handles it.
                if (!(failure instanceof ResourceAllocationException)) {
                    super.onException(failure);
                }
            }
        };
    }
}
