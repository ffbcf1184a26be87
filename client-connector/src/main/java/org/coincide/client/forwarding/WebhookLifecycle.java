package org.coincide.client.forwarding;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Runs each configured receiver in a thread of its own. A stop interrupts a request; its message is sent again. */
@Component
@ConditionalOnWebApplication
class WebhookLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookLifecycle.class);

    private final WebhookProperties properties;
    private final ForwardingQueueProperties queue;
    private final WebhookSender sender;
    private final Clock clock;
    private final List<Running> running = new ArrayList<>();

    private record Running(Receiver receiver, ScheduledExecutorService thread) {}

    WebhookLifecycle(WebhookProperties properties, ForwardingQueueProperties queue, WebhookSender sender, Clock clock) {
        this.properties = properties;
        this.queue = queue;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (!running.isEmpty()) {
            return;
        }
        properties
                .receivers()
                .forEach((name, endpoint) ->
                        start(new WebhookClient(name, endpoint, properties.requestTimeout(), clock)));
        if (queue.isEnabled()) {
            start(new QueueReceiver(queue));
        }
    }

    private void start(Receiver receiver) {
        var thread = Executors.newSingleThreadScheduledExecutor(task -> {
            var created = new Thread(task, "hand-on-" + receiver.name());
            created.setDaemon(true);
            return created;
        });
        long pause = properties.pollInterval().toMillis();
        thread.scheduleWithFixedDelay(() -> send(receiver), pause, pause, TimeUnit.MILLISECONDS);
        running.add(new Running(receiver, thread));
    }

    @Override
    public synchronized void stop() {
        running.forEach(each -> {
            each.thread().shutdownNow();
            each.receiver().close();
        });
        running.clear();
    }

    @Override
    public synchronized boolean isRunning() {
        return !running.isEmpty();
    }

    private void send(Receiver receiver) {
        try {
            while (sender.sendDue(receiver) > 0) {
                // After accepted messages, the next ones of their trades are due.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The hand-on cannot read the database: {}. Retrying.", e.getMessage());
        } catch (RuntimeException | Error e) {
            // An uncaught exception or error would end the schedule.
            LOG.error("Handing on a message failed. Retrying.", e);
        }
    }
}
