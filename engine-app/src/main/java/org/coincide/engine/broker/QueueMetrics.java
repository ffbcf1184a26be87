package org.coincide.engine.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.coincide.engine.accounts.ClientAccounts;
import org.coincide.engine.broker.queues.QueueNames;
import org.springframework.context.event.EventListener;

/** Metrics of the embedded broker: messages per queue, age of the oldest message of each of the server's queues, use of the store. */
final class QueueMetrics implements MeterBinder {

    private final QueueInspector queues;
    private final ClientAccounts clients;
    private final Map<MeterRegistry, Set<String>> registered = new ConcurrentHashMap<>();

    QueueMetrics(QueueInspector queues, ClientAccounts clients) {
        this.queues = queues;
        this.clients = clients;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        registered.put(registry, ConcurrentHashMap.newKeySet());
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

    /** Adds the queues of new clients. */
    @EventListener(ClientAccounts.Changed.class)
    void addClients() {
        registered.forEach((registry, known) -> clients.all().stream()
                .map(client -> QueueNames.ofClient(client.id()))
                .filter(known::add)
                .forEach(queue -> messages(queue).register(registry)));
    }

    private Gauge.Builder<QueueInspector> messages(String queue) {
        return Gauge.builder("coincide.broker.queue.messages", queues, inspector -> inspector.waiting(queue))
                .tag("queue", queue)
                .description("Messages in the queue");
    }
}
