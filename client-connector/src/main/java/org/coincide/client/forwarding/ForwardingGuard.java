package org.coincide.client.forwarding;

import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.TradeGuard;
import org.springframework.stereotype.Component;

/** Keeps a trade until each configured webhook and the own queue have accepted all of its messages. */
@Component
class ForwardingGuard implements TradeGuard {

    private final ConfiguredReceivers receivers;
    private final WebhookEvents events;

    ForwardingGuard(ConfiguredReceivers receivers, WebhookEvents events) {
        this.receivers = receivers;
        this.events = events;
    }

    @Override
    public boolean mustStay(RemovableTrade trade) {
        return events.hasWaiting(trade.tradingId(), receivers.names())
                || receivers.names().stream().anyMatch(receiver -> events.cursor(receiver) < trade.lastEntry());
    }
}
