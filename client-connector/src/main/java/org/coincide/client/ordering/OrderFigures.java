package org.coincide.client.ordering;

import java.time.Clock;
import java.time.Duration;
import org.coincide.client.monitoring.Figure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Figures of orders without an answer of the server. */
@Configuration(proxyBeanMethods = false)
class OrderFigures {

    private static final double MILLIS = 1000;

    @Bean
    Figure openOrders(PlacedOrders orders) {
        return new Figure("coincide.orders.open", null, "Orders that the server has not answered", orders::countOpen);
    }

    @Bean
    Figure ageOfOpenOrders(PlacedOrders orders, Clock clock) {
        return new Figure(
                "coincide.orders.open.age",
                "seconds",
                "Time since the oldest order without an answer was placed; 0 if all are answered",
                limit -> orders.oldestOpen(limit)
                        .map(placed -> Math.max(
                                0, Duration.between(placed, clock.instant()).toMillis() / MILLIS))
                        .orElse(0.0));
    }
}
