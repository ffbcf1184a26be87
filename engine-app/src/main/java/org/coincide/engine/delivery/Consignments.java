package org.coincide.engine.delivery;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.journal.ShipmentReport;
import org.coincide.engine.trade.DeliveryFacts;
import org.coincide.engine.trade.DeliveryStatus;
import org.coincide.engine.trade.LineProgress;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All consignments. */
@Repository
public class Consignments {

    private static final String SELECT =
            "SELECT id, trading_id, number, status, carrier, tracking_number FROM consignment";

    private record Part(String id, ConsignmentStatus status, int line, int quantity) {}

    private record Content(String sku, int quantity) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Consignments(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Plans a consignment of these pieces, by line. */
    @Transactional(propagation = Propagation.MANDATORY)
    void plan(String tradingId, int number, ConsignmentStatus status, Map<Integer, Integer> pieces) {
        String id = Consignment.id(tradingId, number);
        jdbc.sql("INSERT INTO consignment (id, trading_id, number, status) VALUES (?, ?, ?, ?)")
                .params(id, tradingId, number, status.name())
                .update();
        batches.batchUpdate(
                "INSERT INTO consignment_line (consignment_id, number, quantity) VALUES (?, ?, ?)",
                pieces.entrySet().stream()
                        .map(line -> new Object[] {id, line.getKey(), line.getValue()})
                        .toList());
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void moved(Consignment consignment, ConsignmentStatus status) {
        jdbc.sql("UPDATE consignment SET status = ? WHERE id = ?")
                .params(status.name(), consignment.id())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    void shipped(Consignment consignment, String carrier, String trackingNumber) {
        jdbc.sql("UPDATE consignment SET status = ?, carrier = ?, tracking_number = ? WHERE id = ?")
                .params(ConsignmentStatus.SHIPPED.name(), carrier, trackingNumber, consignment.id())
                .update();
    }

    Optional<Consignment> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(Consignment.class)
                .optional();
    }

    List<Consignment> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY number")
                .param(tradingId)
                .query(Consignment.class)
                .list();
    }

    /** Its pieces by article, in one order for all: two that take them from the shelves never wait for each other. */
    SortedMap<String, Integer> contentsOf(Consignment consignment) {
        SortedMap<String, Integer> contents = new TreeMap<>();
        jdbc.sql(
                        """
                        SELECT t.sku, l.quantity FROM consignment_line l
                        JOIN trade_line t ON t.trading_id = ? AND t.number = l.number WHERE l.consignment_id = ?""")
                .params(consignment.tradingId(), consignment.id())
                .query(Content.class)
                .list()
                .forEach(content -> contents.merge(content.sku(), content.quantity(), Integer::sum));
        return contents;
    }

    /** The pieces of a consignment by the number of their line. */
    public Map<Integer, Integer> piecesOf(String tradingId, int number) {
        Map<Integer, Integer> pieces = new TreeMap<>();
        jdbc.sql("SELECT number AS line, quantity FROM consignment_line WHERE consignment_id = ?")
                .param(Consignment.id(tradingId, number))
                .query((row, index) -> pieces.put(row.getInt("line"), row.getInt("quantity")))
                .list();
        return pieces;
    }

    /** What the trade's consignments add up to. */
    public DeliveryFacts factsOf(String tradingId) {
        Map<Integer, LineProgress> lines = new LinkedHashMap<>();
        Map<String, DeliveryStatus> states = new LinkedHashMap<>();
        jdbc.sql(
                        """
                        SELECT c.id, c.status, l.number AS line, l.quantity
                        FROM consignment c JOIN consignment_line l ON l.consignment_id = c.id WHERE c.trading_id = ?""")
                .param(tradingId)
                .query(Part.class)
                .list()
                .forEach(part -> {
                    states.put(part.id(), part.status().delivery());
                    lines.merge(part.line(), progress(part), Consignments::sum);
                });
        return new DeliveryFacts(List.copyOf(lines.values()), new ArrayList<>(states.values()));
    }

    private static LineProgress progress(Part part) {
        return new LineProgress(
                part.line(),
                part.status() == ConsignmentStatus.CANCELLED ? 0 : part.quantity(),
                part.status().isShipped() ? part.quantity() : 0,
                part.status() == ConsignmentStatus.DELIVERED ? part.quantity() : 0);
    }

    private static LineProgress sum(LineProgress one, LineProgress other) {
        return new LineProgress(
                one.number(),
                one.planned() + other.planned(),
                one.shipped() + other.shipped(),
                one.delivered() + other.delivered());
    }

    /** The trade's consignments that are with a carrier, as its client is told of them. */
    public List<ShipmentReport> reportsOf(String tradingId) {
        return of(tradingId).stream()
                .filter(consignment -> consignment.trackingNumber() != null)
                .map(consignment -> new ShipmentReport(
                        consignment.id(),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        consignment.status().name()))
                .toList();
    }
}
