package org.coincide.engine.broker.recovery;

import java.io.IOException;
import java.util.function.Consumer;
import org.apache.activemq.broker.BrokerService;
import org.apache.activemq.broker.SuppressReplyException;
import org.apache.activemq.util.IOExceptionHandler;

/**
 * Reports a failure of the embedded broker's store, instead of ActiveMQ's default: to continue after "no space left", with a store
 * that has a gap, and to stop for good after any other error. The sender gets no reply and loses its connection, so it sends again.
 *
 * @param failures receives each failure
 */
public record StoreFailureHandler(Consumer<IOException> failures) implements IOExceptionHandler {

    @Override
    public void handle(IOException failure) {
        failures.accept(failure);
        throw new SuppressReplyException("The broker's store has failed", failure);
    }

    @Override
    public void setBrokerService(BrokerService broker) {
        // The broker is stopped by its owner.
    }
}
