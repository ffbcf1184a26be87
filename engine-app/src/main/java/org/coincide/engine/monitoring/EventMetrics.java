package org.coincide.engine.monitoring;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import org.coincide.engine.journal.Journal;
import org.coincide.engine.journal.RefusedRequest;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.coincide.engine.warnings.ClientWarnings;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** Counts accepted orders, reached statuses, refusals and warnings of clients, each after its commit. */
@Component
class EventMetrics {

    /** Number of distinct types and codes that get a series of their own, so that no sender can create any number of series. */
    private static final int MAX_NAMES = 200;

    private static final String OTHER = "OTHER";
    private static final List<String> LIFECYCLES = List.of("order", "delivery", "payment");

    private final MeterRegistry registry;
    private final Counter accepted;
    private final BoundedNames warningTypes = new BoundedNames(MAX_NAMES, OTHER);
    private final BoundedNames refusalCodes = new BoundedNames(MAX_NAMES, OTHER);

    EventMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.accepted = Counter.builder("coincide.orders.accepted")
                .description("Orders that became trades")
                .register(registry);
        for (OrderStatus status : OrderStatus.values()) {
            reached("order", status.name());
        }
        for (DeliveryStatus status : DeliveryStatus.values()) {
            reached("delivery", status.name());
        }
        for (PaymentStatus status : PaymentStatus.values()) {
            reached("payment", status.name());
        }
    }

    @TransactionalEventListener
    void opened(Journal.Opened opened) {
        accepted.increment();
        LIFECYCLES.forEach(lifecycle -> count(lifecycle, opened.statuses()));
    }

    @TransactionalEventListener
    void moved(Journal.Moved moved) {
        moved.lifecycles().forEach(lifecycle -> count(lifecycle, moved.statuses()));
    }

    @TransactionalEventListener(fallbackExecution = true)
    void refused(RefusedRequest refused) {
        refused.codes().forEach(code -> Counter.builder("coincide.refusals")
                .tags("channel", refused.channel(), "code", refusalCodes.bounded(code))
                .description("Refused orders and requests of clients, by the code of each reason")
                .register(registry)
                .increment());
    }

    @TransactionalEventListener
    void warned(ClientWarnings.Reported reported) {
        Counter.builder("coincide.client.warnings")
                .tags("client", reported.clientId(), "type", warningTypes.bounded(reported.warning()))
                .description("Warnings that clients reported about messages of this server")
                .register(registry)
                .increment();
    }

    private void count(String lifecycle, Statuses statuses) {
        Enum<?> status =
                switch (lifecycle) {
                    case "order" -> statuses.order();
                    case "delivery" -> statuses.delivery();
                    default -> statuses.payment();
                };
        reached(lifecycle, status.name()).increment();
    }

    private Counter reached(String lifecycle, String status) {
        return Counter.builder("coincide.trades.reached")
                .tags("lifecycle", lifecycle, "status", status)
                .description("Trades that reached a status")
                .register(registry);
    }
}
