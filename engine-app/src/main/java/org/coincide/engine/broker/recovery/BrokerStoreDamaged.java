package org.coincide.engine.broker.recovery;

/**
 * Event: the embedded broker's store cannot be read and will be set aside. The messages in it that clients have not received must be
 * sent again; a listener that fails keeps the store in place, so that the event is repeated.
 */
public record BrokerStoreDamaged() {}
