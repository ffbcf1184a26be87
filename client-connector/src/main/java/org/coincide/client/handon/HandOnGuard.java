package org.coincide.client.handon;

import java.util.ArrayList;
import java.util.List;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.springframework.stereotype.Component;

/** Keeps a trade until each webhook and the own queue have accepted all of its messages. */
@Component
class HandOnGuard implements TradeGuard {

    private final WebhookProperties webhooks;
    private final HandOnQueueProperties queue;
    private final WebhookEvents events;

    HandOnGuard(WebhookProperties webhooks, HandOnQueueProperties queue, WebhookEvents events) {
        this.webhooks = webhooks;
        this.queue = queue;
        this.events = events;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return events.hasWaiting(trade.tradingId())
                || receivers().stream().anyMatch(receiver -> events.cursor(receiver) < trade.lastEntry());
    }

    private List<String> receivers() {
        var names = new ArrayList<>(webhooks.receivers().keySet());
        if (queue.isEnabled()) {
            names.add(QueueReceiver.NAME);
        }
        return names;
    }
}
