package org.coincide.engine.simulation;

import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.coincide.engine.delivery.carrier.Carrier;
import org.coincide.engine.delivery.carrier.CarrierContract;
import org.coincide.engine.delivery.carrier.CarrierEvents;
import org.coincide.engine.polling.EagerPolls;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

class SimulatedCarrierContractTest extends CarrierContract {

    private final DataSource database = SimulationDatabase.create();

    @Override
    protected Carrier carrier() {
        return reportingTo(event -> {
            throw new AssertionError("Reported at once: " + event);
        });
    }

    private SimulatedCarrier reportingTo(CarrierEvents events) {
        return new SimulatedCarrier(
                new SimulatedShipments(JdbcClient.create(database)),
                new JdbcTransactionManager(database),
                Clock.systemUTC(),
                events,
                new CarrierSimulationProperties(Duration.ZERO, Duration.ZERO, 100, Duration.ZERO, Duration.ZERO),
                EagerPolls.polls());
    }

    /** The simulated parcels move by themselves. */
    @Override
    protected void move(String trackingNumber) {}

    @Override
    protected void deliverEvents(CarrierEvents to) {
        reportingTo(to).reportDue();
    }
}
