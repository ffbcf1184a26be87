package org.coincide.engine.simulation;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.coincide.engine.reading.RecordMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Events that the simulated provider still has to report, and when. */
@Repository
@ConditionalOnSimulatedProvider
class SimulatedReports {

    private final JdbcClient jdbc;
    private final Clock clock;
    private final PaymentSimulationProperties properties;

    SimulatedReports(JdbcClient jdbc, Clock clock, PaymentSimulationProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    void plan(SimulatedReport.Kind kind, String paymentKey) {
        jdbc.sql("INSERT INTO simulated_report (id, kind, payment_key, due_at, reported) VALUES (?, ?, ?, ?, FALSE)")
                .params(
                        "evt_" + UUID.randomUUID(),
                        kind.name(),
                        paymentKey,
                        clock.instant().plus(properties.reportedAfter()).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** A report that is due after twice the time that the settings allow was planned before the clock was set back, and is due, too. */
    List<SimulatedReport> due() {
        OffsetDateTime now = clock.instant().atOffset(ZoneOffset.UTC);
        return jdbc.sql(
                        """
                        SELECT id, kind, payment_key FROM (
                          SELECT * FROM simulated_report WHERE reported = FALSE AND due_at <= ?
                          UNION ALL SELECT * FROM simulated_report WHERE reported = FALSE AND due_at > ?) AS due
                        ORDER BY due_at LIMIT ?""")
                .params(now, now.plus(properties.reportedAfter().multipliedBy(2)), properties.atOnce())
                .query(RecordMapper.of(SimulatedReport.class))
                .list();
    }

    void reported(SimulatedReport report) {
        jdbc.sql("UPDATE simulated_report SET reported = TRUE WHERE id = ?")
                .param(report.id())
                .update();
    }
}
