package org.coincide.engine.broker;

import java.util.Optional;
import org.coincide.engine.storage.DurableStore;
import org.coincide.engine.storage.StorageChanged;
import org.springframework.context.event.EventListener;

/** The embedded broker as a store that can fail and is restarted. While nothing can be stored, the broker accepts no messages. */
final class BrokerRecovery implements DurableStore {

    private final EmbeddedBroker broker;

    BrokerRecovery(EmbeddedBroker broker) {
        this.broker = broker;
    }

    @EventListener
    void acceptMessages(StorageChanged storage) {
        broker.acceptMessages(storage.writable());
    }

    @Override
    public String name() {
        return "broker";
    }

    @Override
    public Optional<String> failure() {
        return broker.failure();
    }

    @Override
    public void recover() {
        broker.restart();
    }
}
