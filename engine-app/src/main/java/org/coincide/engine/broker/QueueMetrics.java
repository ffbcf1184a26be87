package org.coincide.engine.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.accounts.ClientAccounts;
import org.springframework.context.event.EventListener;

/** Metrics of the embedded broker: messages per queue, age of the oldest message of each of the server's queues, use of the store. */
final class QueueMetrics implements MeterBinder {

    private final QueueInspector queues;
    private final ClientAccounts clients;
    private final Set<MeterRegistry> registries = new CopyOnWriteArraySet<>();

    QueueMetrics(QueueInspector queues, ClientAccounts clients) {
        this.queues = queues;
        this.clients = clients;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registries.add(registry);
        for (String queue : QueueNames.OF_SERVER) {
            messages(queue).register(registry);
            TimeGauge.builder("coincide.broker.queue.head.age", queues, TimeUnit.MILLISECONDS, inspector -> inspector
                            .headAge(queue)
                            .toMillis())
                    .tag("queue", queue)
                    .description("Time that the oldest message of the queue has been there; 0 if the queue is empty")
                    .register(registry);
        }
        Gauge.builder("coincide.broker.store.used.ratio", queues, QueueInspector::storeUsed)
                .description("Used part of the embedded broker's store, 1 if the store is full")
                .register(registry);
        addClients();
    }

    /** Adds the queues of new clients. A meter that exists stays the same. */
    @EventListener(ClientAccounts.Changed.class)
    void addClients() {
        registries.forEach(registry -> clients.all()
                .forEach(client -> messages(QueueNames.ofClient(client.id())).register(registry)));
    }

    private Gauge.Builder<QueueInspector> messages(String queue) {
        return Gauge.builder("coincide.broker.queue.messages", queues, inspector -> inspector.waiting(queue))
                .tag("queue", queue)
                .description("Messages in the queue");
    }
}
