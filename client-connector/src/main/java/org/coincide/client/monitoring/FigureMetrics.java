package org.coincide.client.monitoring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.coincide.client.polling.Poll;
import org.coincide.client.polling.Polls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** The last counted figures as metrics. The metric of their age shows when counting fails. */
@Component
class FigureMetrics {

    private static final Logger LOG = LoggerFactory.getLogger(FigureMetrics.class);
    private static final double MILLIS = 1000;

    /** @param at time of the count; of the start before the first one */
    private record Counted(Instant at, Map<String, Double> values) {}

    private final List<Figure> figures;
    private final MonitoringProperties properties;
    private final Clock clock;
    private final Poll poll;
    private volatile Counted last;

    FigureMetrics(
            List<Figure> figures, MonitoringProperties properties, Clock clock, MeterRegistry registry, Polls polls) {
        this.poll = polls.create(properties.idleInterval());
        this.figures = figures;
        this.properties = properties;
        this.clock = clock;
        this.last = new Counted(clock.instant(), Map.of());
        figures.forEach(
                figure -> Gauge.builder(figure.name(), () -> last.values().getOrDefault(figure.name(), Double.NaN))
                        .baseUnit(figure.unit())
                        .description(figure.description())
                        .register(registry));
        Gauge.builder("coincide.monitoring.age", this::age)
                .baseUnit("seconds")
                .description("Time since the figures were counted; since the start before the first count")
                .register(registry);
    }

    @Scheduled(fixedDelayString = "${coincide.monitoring.interval:15s}")
    void count() {
        if (!poll.isDue()) {
            return;
        }
        try {
            var values = new HashMap<String, Double>();
            figures.forEach(figure -> values.put(figure.name(), figure.count().applyAsDouble(properties.limit())));
            last = new Counted(clock.instant(), values);
        } catch (DataAccessException | TransactionException unavailable) {
            poll.again();
            LOG.debug("The figures cannot be counted; the metric of their age shows it", unavailable);
        }
    }

    private double age() {
        return Math.max(0, Duration.between(last.at(), clock.instant()).toMillis() / MILLIS);
    }
}
