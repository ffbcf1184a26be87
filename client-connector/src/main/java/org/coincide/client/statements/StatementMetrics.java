package org.coincide.client.statements;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** Metric of the time since the server's last statement. */
@Component
class StatementMetrics implements MeterBinder {

    private final ServerHeartbeat server;

    StatementMetrics(ServerHeartbeat server) {
        this.server = server;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TimeGauge.builder("coincide.statement.age", server, TimeUnit.SECONDS, ServerHeartbeat::secondsSinceLast)
                .description("Time since the last statement of the server, or since the start")
                .register(registry);
    }
}
