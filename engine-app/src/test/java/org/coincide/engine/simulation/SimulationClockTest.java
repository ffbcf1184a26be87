package org.coincide.engine.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.coincide.engine.adapters.ReportOutcome;
import org.coincide.engine.payment.provider.CaptureSupport;
import org.coincide.engine.polling.EagerPolls;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The simulators after a restart with the clock set back by an hour. */
class SimulationClockTest {

    private static final Clock BEFORE = Clock.systemUTC();
    private static final Clock AFTER = Clock.offset(BEFORE, Duration.ofHours(-1));

    private final DataSource database = SimulationDatabase.create();
    private final JdbcClient jdbc = JdbcClient.create(database);

    @Test
    void aParcelIsStillDelivered() {
        SimulatedShipments shipments = new SimulatedShipments(jdbc);
        shipments.add("key", "SP1", "DELIVERED", BEFORE.instant());

        assertThat(shipments.due(AFTER.instant(), Duration.ZERO, 100)).hasSize(1);
    }

    @Test
    void aParcelThatIsNotDueYetWaits() {
        SimulatedShipments shipments = new SimulatedShipments(jdbc);
        Instant now = BEFORE.instant();
        shipments.add("key", "SP1", "DELIVERED", now.plusSeconds(2));

        assertThat(shipments.due(now, Duration.ofSeconds(2), 100)).isEmpty();
    }

    @Test
    void aParcelBookedDuringTheSearchWaits() {
        SimulatedShipments shipments = new SimulatedShipments(jdbc);
        Instant start = BEFORE.instant();
        shipments.add("key", "SP1", "DELIVERED", start.plusMillis(1).plusSeconds(2));

        assertThat(shipments.due(start, Duration.ofSeconds(2), 100)).isEmpty();
    }

    @Test
    void aTransferIsStillReported() {
        List<Object> reported = new ArrayList<>();
        jdbc.sql(
                        """
                        INSERT INTO simulated_bank_transfer (reference, transaction_id, trading_id, amount, currency, due_at,
                        reported) VALUES ('R1', 'T1', 'trade', ?, 'EUR', CURRENT_TIMESTAMP, FALSE)""")
                .param(BigDecimal.ONE)
                .update();
        SimulatedBank bank = new SimulatedBank(
                jdbc,
                AFTER,
                event -> {
                    reported.add(event);
                    return ReportOutcome.ACCEPTED;
                },
                SimulationDatabase.properties(CaptureSupport.IN_PARTS),
                EagerPolls.polls());

        bank.reportDue();

        assertThat(reported).hasSize(1);
    }

    @Test
    void aReportOfTheProviderIsStillSent() {
        reports(BEFORE).plan(SimulatedReport.Kind.values()[0], "payment");

        assertThat(reports(AFTER).due()).hasSize(1);
    }

    private SimulatedReports reports(Clock clock) {
        return new SimulatedReports(jdbc, clock, SimulationDatabase.properties(CaptureSupport.IN_PARTS));
    }
}
