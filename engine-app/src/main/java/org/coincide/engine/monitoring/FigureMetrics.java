package org.coincide.engine.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.camunda.bpm.engine.ProcessEngineException;
import org.coincide.engine.polling.Poll;
import org.coincide.engine.polling.Polls;
import org.coincide.engine.statements.StatementConfirmation;
import org.coincide.engine.trade.status.DeliveryStatus;
import org.coincide.engine.trade.status.OrderStatus;
import org.coincide.engine.trade.status.PaymentStatus;
import org.coincide.engine.trade.status.Statuses;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The last counted figures as metrics. A scrape reads them from memory; the metric of their age shows when counting fails. */
@Component
class FigureMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FigureMetrics.class);
    private static final double MILLIS = 1000;

    private final Supplier<Figures> collector;
    private final Clock clock;
    private final Instant start;
    private final MeterRegistry registry;
    private final Poll poll;
    private final MultiGauge tasks;
    private final MultiGauge unconfirmed;
    private final MultiGauge unconfirmedAge;
    private final AtomicReference<Figures> last = new AtomicReference<>();

    @Autowired
    FigureMetrics(
            FigureCollector collector,
            Clock clock,
            MeterRegistry registry,
            MonitoringProperties properties,
            Polls polls) {
        this(collector::collect, clock, registry, properties, polls);
    }

    FigureMetrics(
            Supplier<Figures> collector,
            Clock clock,
            MeterRegistry registry,
            MonitoringProperties properties,
            Polls polls) {
        this.collector = collector;
        this.clock = clock;
        this.start = clock.instant();
        this.registry = registry;
        this.poll = polls.create(properties.idleInterval());
        this.tasks = MultiGauge.builder("coincide.tasks.open")
                .description("Open tasks by the group of people that does them")
                .register(registry);
        this.unconfirmed = MultiGauge.builder("coincide.client.unconfirmed.statements")
                .description("Statements that were issued to a client and that its receipts do not confirm yet")
                .register(registry);
        this.unconfirmedAge = MultiGauge.builder("coincide.client.unconfirmed.age")
                .baseUnit("seconds")
                .description(
                        "Time since the oldest statement that the client has not confirmed; 0 if all are confirmed")
                .register(registry);
        registerStatuses();
        registerFigures();
    }

    @Scheduled(fixedDelayString = "${coincide.monitoring.interval:15s}")
    void count() {
        if (!poll.isDue()) {
            return;
        }
        try {
            publish(collector.get());
        } catch (DataAccessException | TransactionException | ProcessEngineException unavailable) {
            poll.again();
            LOG.debug("The figures cannot be counted; the metric of their age shows it", unavailable);
        }
    }

    private void publish(Figures figures) {
        last.set(figures);
        tasks.register(
                figures.engine().openTasks().entrySet().stream()
                        .map(group -> MultiGauge.Row.of(Tags.of("group", group.getKey()), group.getValue()))
                        .toList(),
                true);
        unconfirmed.register(rows(figures, StatementConfirmation::unconfirmed), true);
        unconfirmedAge.register(rows(figures, client -> age(client.unconfirmedSince())), true);
    }

    private static Iterable<MultiGauge.Row<?>> rows(Figures figures, Function<StatementConfirmation, Number> value) {
        return figures.confirmations().stream()
                .<MultiGauge.Row<?>>map(
                        client -> MultiGauge.Row.of(Tags.of("client", client.clientId()), value.apply(client)))
                .toList();
    }

    private void registerStatuses() {
        for (OrderStatus status : OrderStatus.values()) {
            open("order", status, Statuses::order);
        }
        for (DeliveryStatus status : DeliveryStatus.values()) {
            open("delivery", status, Statuses::delivery);
        }
        for (PaymentStatus status : PaymentStatus.values()) {
            open("payment", status, Statuses::payment);
        }
    }

    private void open(String lifecycle, Enum<?> status, Function<Statuses, Enum<?>> part) {
        Gauge.builder(
                        "coincide.trades.open",
                        () -> value(figures -> figures.openTrades().entrySet().stream()
                                .filter(trades -> part.apply(trades.getKey()) == status)
                                .mapToLong(Map.Entry::getValue)
                                .sum()))
                .tags("lifecycle", lifecycle, "status", status.name())
                .description("Open trades by the status of each lifecycle")
                .register(registry);
    }

    private void registerFigures() {
        gauge("coincide.journal.unsent", "Messages to clients that are not sent yet", Figures::unsent);
        seconds(
                "coincide.journal.unsent.age",
                "Time since the oldest message that is not sent and not held; 0 if there is none",
                f -> f.oldestUnsent().map(this::age).orElse(0.0));
        gauge(
                "coincide.dead.letters",
                "Received messages that were not processed, in the server's database",
                Figures::deadLetters);
        gauge(
                "coincide.trades.orphaned",
                "Trades whose process is missing, suspended or idle, or whose last message disagrees",
                Figures::orphanedTrades);
        gauge("coincide.incidents.open", "Open incidents of the engine; Cockpit lists them", f -> f.engine()
                .incidents());
        gauge("coincide.jobs.executable", "Jobs that are due and wait for the job executor", f -> f.engine()
                .executableJobs());
        gauge("coincide.tasks.overdue", "Open tasks that exist because a deadline has passed", f -> f.engine()
                .overdueTasks());
        Gauge.builder("coincide.monitoring.age", this::countAge)
                .baseUnit("seconds")
                .description("Time since the figures were counted; since the start before the first count")
                .register(registry);
    }

    private void gauge(String name, String description, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, () -> value(figure)).description(description).register(registry);
    }

    private void seconds(String name, String description, ToDoubleFunction<Figures> figure) {
        Gauge.builder(name, () -> value(figure))
                .baseUnit("seconds")
                .description(description)
                .register(registry);
    }

    /** No number before the first count. */
    private double value(ToDoubleFunction<Figures> figure) {
        Figures figures = last.get();
        return figures == null ? Double.NaN : figure.applyAsDouble(figures);
    }

    private double countAge() {
        Figures figures = last.get();
        return age(figures == null ? start : figures.countedAt());
    }

    private double age(Instant since) {
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / MILLIS);
    }
}
