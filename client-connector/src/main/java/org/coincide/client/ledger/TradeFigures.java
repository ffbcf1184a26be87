package org.coincide.client.ledger;

import java.time.Clock;
import org.coincide.client.monitoring.Figure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The figure of open trades whose next step is overdue. */
@Configuration(proxyBeanMethods = false)
class TradeFigures {

    @Bean
    Figure overdueTrades(TradeSearch trades, Clock clock) {
        return new Figure(
                "coincide.trades.overdue",
                null,
                "Open trades whose promised time has passed",
                limit -> trades.countOverdue(clock.instant(), limit));
    }
}
