package org.coincide.engine.delivery;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.camunda.bpm.engine.MismatchingMessageCorrelationException;
import org.coincide.engine.trade.Identifiers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** A carrier that delivers everything after a while. It keeps books of its own, in transactions of its own. */
@Component
class SimulatedCarrier implements Carrier {

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedCarrier.class);

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final Identifiers identifiers;
    private final CarrierReports reports;
    private final CarrierSimulationSettings settings;

    SimulatedCarrier(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            Identifiers identifiers,
            CarrierReports reports,
            CarrierSimulationSettings settings) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.identifiers = identifiers;
        this.reports = reports;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Simulated Parcels";
    }

    @Override
    public String handOver(String idempotencyKey) {
        LockSupport.parkNanos(settings.latency().toNanos());
        return own.execute(status -> tracked(idempotencyKey).orElseGet(() -> accept(idempotencyKey)));
    }

    private Optional<String> tracked(String key) {
        return jdbc.sql("SELECT tracking_number FROM simulated_shipment WHERE idempotency_key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    private String accept(String key) {
        String trackingNumber =
                "SP" + identifiers.next().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        jdbc.sql(
                        "INSERT INTO simulated_shipment (idempotency_key, tracking_number, due_at, reported) VALUES (?, ?, ?, FALSE)")
                .params(
                        key,
                        trackingNumber,
                        clock.instant().plus(settings.deliveredAfter()).atOffset(ZoneOffset.UTC))
                .update();
        return trackingNumber;
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.carrier.poll:500ms}")
    void reportDue() {
        jdbc.sql(
                        """
                        SELECT idempotency_key FROM simulated_shipment
                        WHERE reported = FALSE AND due_at <= ? ORDER BY due_at LIMIT ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), settings.atOnce())
                .query(String.class)
                .list()
                .forEach(this::report);
    }

    private void report(String key) {
        try {
            reports.delivered(key);
            jdbc.sql("UPDATE simulated_shipment SET reported = TRUE WHERE idempotency_key = ?")
                    .param(key)
                    .update();
        } catch (MismatchingMessageCorrelationException notYet) {
            LOG.debug("The delivery of {} is not waited for yet; it is reported again.", key);
        }
    }
}
