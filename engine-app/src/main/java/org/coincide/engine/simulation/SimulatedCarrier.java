package org.coincide.engine.simulation;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.carrier.ShipTo;
import org.coincide.engine.delivery.reports.CarrierEvent;
import org.coincide.engine.delivery.reports.CarrierReports;
import org.coincide.engine.trade.Identifiers;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * A carrier that delivers after a while, or does what the street of the address makes it do. It keeps books of its own, in
 * transactions of its own, and reports as any carrier does.
 */
@Component
@ConditionalOnSimulatedCarrier
class SimulatedCarrier implements Carrier {

    private record Due(String idempotencyKey, String trackingNumber, String script, int step) {

        String[] events() {
            return script.split(",");
        }

        CarrierEvent next(Instant now) {
            return new CarrierEvent(
                    trackingNumber + "-" + (step + 1), trackingNumber, CarrierEvent.Kind.valueOf(events()[step]), now);
        }

        boolean isLast() {
            return step + 1 == events().length;
        }
    }

    private final JdbcClient jdbc;
    private final TransactionTemplate own;
    private final Clock clock;
    private final Identifiers identifiers;
    private final CarrierReports desk;
    private final CarrierSimulationProperties settings;

    SimulatedCarrier(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            Clock clock,
            Identifiers identifiers,
            CarrierReports desk,
            CarrierSimulationProperties settings) {
        this.jdbc = jdbc;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.clock = clock;
        this.identifiers = identifiers;
        this.desk = desk;
        this.settings = settings;
    }

    @Override
    public String name() {
        return "Simulated Parcels";
    }

    @Override
    public String handOver(String idempotencyKey, ShipTo shipTo) {
        LockSupport.parkNanos(settings.latency().toNanos());
        return own.execute(status -> tracked(idempotencyKey).orElseGet(() -> accept(idempotencyKey, shipTo)));
    }

    private Optional<String> tracked(String key) {
        return jdbc.sql("SELECT tracking_number FROM simulated_shipment WHERE idempotency_key = ?")
                .param(key)
                .query(String.class)
                .optional();
    }

    private String accept(String key, ShipTo shipTo) {
        String script = SimulatedDeliveryOutcome.of(key, shipTo).script();
        String trackingNumber =
                "SP" + identifiers.next().replace("-", "").substring(0, 16).toUpperCase(Locale.ROOT);
        jdbc.sql(
                        """
                        INSERT INTO simulated_shipment (idempotency_key, tracking_number, due_at, reported, script)
                        VALUES (?, ?, ?, ?, ?)""")
                .params(
                        key,
                        trackingNumber,
                        clock.instant().plus(settings.deliveredAfter()).atOffset(ZoneOffset.UTC),
                        script.isEmpty(),
                        script)
                .update();
        return trackingNumber;
    }

    @Scheduled(fixedDelayString = "${coincide.simulation.carrier.poll:500ms}")
    void reportDue() {
        due().forEach(this::report);
    }

    private List<Due> due() {
        return jdbc.sql(
                        """
                        SELECT idempotency_key, tracking_number, script, step FROM simulated_shipment
                        WHERE reported = FALSE AND due_at <= ? ORDER BY due_at LIMIT ?""")
                .params(clock.instant().atOffset(ZoneOffset.UTC), settings.atOnce())
                .query(Due.class)
                .list();
    }

    private void report(Due parcel) {
        if (desk.take(parcel.next(clock.instant())) == CarrierReports.Answer.UNKNOWN) {
            return; // Whoever handed it over has not noted its number yet.
        }
        jdbc.sql(
                        """
                        UPDATE simulated_shipment SET reported = ?, step = step + 1, due_at = ?
                        WHERE idempotency_key = ? AND step = ?""")
                .params(
                        parcel.isLast(),
                        clock.instant().plus(settings.deliveredAfter()).atOffset(ZoneOffset.UTC),
                        parcel.idempotencyKey(),
                        parcel.step())
                .update();
    }
}
