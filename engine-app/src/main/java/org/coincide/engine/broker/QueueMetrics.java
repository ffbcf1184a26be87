package org.coincide.engine.broker;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Metrics of the embedded broker: messages per queue, age of the oldest message of each of the server's queues, use of the store. */
record QueueMetrics(QueueInspector queues, List<String> clientIds) implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        for (String queue : QueueNames.OF_SERVER) {
            messages(queue).register(registry);
            TimeGauge.builder("coincide.broker.queue.head.age", queues, TimeUnit.MILLISECONDS, inspector -> inspector
                            .headAge(queue)
                            .toMillis())
                    .tag("queue", queue)
                    .description("Time that the oldest message of the queue has been there; 0 if the queue is empty")
                    .register(registry);
        }
        clientIds.forEach(client -> messages(QueueNames.ofClient(client)).register(registry));
        Gauge.builder("coincide.broker.store.used.ratio", queues, QueueInspector::storeUsed)
                .description("Used part of the embedded broker's store, 1 if the store is full")
                .register(registry);
    }

    private Gauge.Builder<QueueInspector> messages(String queue) {
        return Gauge.builder("coincide.broker.queue.messages", queues, inspector -> inspector.waiting(queue))
                .tag("queue", queue)
                .description("Messages in the queue");
    }
}
