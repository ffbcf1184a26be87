package org.coincide.engine.delivery;

import java.util.List;
import java.util.Optional;
import org.coincide.engine.delivery.Consignment.Status;
import org.coincide.engine.journal.ShipmentReport;
import org.coincide.engine.trade.LineProgress;
import org.coincide.engine.trade.Trade;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All consignments. */
@Repository
public class Consignments {

    private static final String SELECT = "SELECT id, trading_id, status, carrier, tracking_number FROM consignment";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Consignments(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** The consignment that takes all lines of a trade; committed, with its key, before the carrier is called. */
    @Transactional(propagation = Propagation.REQUIRES_NEW)
    Consignment prepareWhole(Trade trade) {
        String id = trade.tradingId() + "/1";
        Optional<Consignment> prepared = find(id);
        if (prepared.isPresent()) {
            return prepared.get();
        }
        jdbc.sql("INSERT INTO consignment (id, trading_id, status) VALUES (?, ?, ?)")
                .params(id, trade.tradingId(), Status.PREPARING.name())
                .update();
        batches.batchUpdate(
                "INSERT INTO consignment_line (consignment_id, number, quantity) VALUES (?, ?, ?)",
                trade.lines().stream()
                        .map(line -> new Object[] {id, line.number(), line.quantity() - line.cancelled()})
                        .toList());
        return new Consignment(id, trade.tradingId(), Status.PREPARING, null, null);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void shipped(Consignment consignment, String carrier, String trackingNumber) {
        jdbc.sql("UPDATE consignment SET status = ?, carrier = ?, tracking_number = ? WHERE id = ?")
                .params(Status.SHIPPED.name(), carrier, trackingNumber, consignment.id())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void delivered(Consignment consignment) {
        jdbc.sql("UPDATE consignment SET status = ? WHERE id = ?")
                .params(Status.DELIVERED.name(), consignment.id())
                .update();
    }

    Optional<Consignment> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(Consignment.class)
                .optional();
    }

    /** How far the trade's lines have come, by its consignments; of a line that is in none, nothing. */
    public List<LineProgress> progressOf(String tradingId) {
        return jdbc.sql(
                        """
                        SELECT l.number AS number,
                          SUM(CASE WHEN c.status IN ('SHIPPED', 'DELIVERED') THEN l.quantity ELSE 0 END) AS shipped,
                          SUM(CASE WHEN c.status = 'DELIVERED' THEN l.quantity ELSE 0 END) AS delivered
                        FROM consignment c JOIN consignment_line l ON l.consignment_id = c.id
                        WHERE c.trading_id = ? GROUP BY l.number""")
                .param(tradingId)
                .query(LineProgress.class)
                .list();
    }

    /** The trade's consignments that are with a carrier, as its client is told of them. */
    public List<ShipmentReport> reportsOf(String tradingId) {
        return jdbc
                .sql(SELECT + " WHERE trading_id = ? AND tracking_number IS NOT NULL ORDER BY id")
                .param(tradingId)
                .query(Consignment.class)
                .list()
                .stream()
                .map(consignment -> new ShipmentReport(
                        consignment.id(),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        consignment.status().name()))
                .toList();
    }
}
