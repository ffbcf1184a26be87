package org.coincide.client.handon;

import java.time.Clock;
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

/** Runs the webhook in a thread of its own, if it is configured. A stop interrupts a request; its message is sent again. */
@Component
@ConditionalOnWebApplication
class WebhookLifecycle implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookLifecycle.class);

    private final WebhookProperties properties;
    private final WebhookSender sender;
    private final Clock clock;
    private ScheduledExecutorService thread;
    private WebhookClient client;

    WebhookLifecycle(WebhookProperties properties, WebhookSender sender, Clock clock) {
        this.properties = properties;
        this.sender = sender;
        this.clock = clock;
    }

    @Override
    public synchronized void start() {
        if (properties.isEnabled() && thread == null) {
            client = new WebhookClient(properties, clock);
            thread = Executors.newSingleThreadScheduledExecutor(task -> {
                var created = new Thread(task, "webhook");
                created.setDaemon(true);
                return created;
            });
            long pause = properties.pollInterval().toMillis();
            thread.scheduleWithFixedDelay(this::send, pause, pause, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public synchronized void stop() {
        if (thread != null) {
            thread.shutdownNow();
            thread = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return thread != null;
    }

    private void send() {
        try {
            while (sender.sendDue(client) > 0) {
                // After accepted messages, the next ones of their trades are due.
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("The webhook cannot read the database: {}. Retrying.", e.getMessage());
        } catch (RuntimeException e) {
            // An exception would end the schedule.
            LOG.error("Handing on a message failed. Retrying.", e);
        }
    }
}
