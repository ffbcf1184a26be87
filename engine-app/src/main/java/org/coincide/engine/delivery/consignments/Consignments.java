package org.coincide.engine.delivery.consignments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.journal.ShipmentReport;
import org.coincide.engine.trade.DeliveryFacts;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** All consignments. */
@Repository
public class Consignments {

    private static final String SELECT =
            """
            SELECT id, trading_id, number, status, hand_overs, expected_on, carrier, tracking_number FROM consignment""";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Consignments(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Plans a consignment; one whose goods are expected later waits from now on. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void plan(String tradingId, int number, ConsignmentPlan.Part part, Instant now) {
        String id = Consignment.id(tradingId, number);
        boolean waits = part.expectedOn() != null;
        jdbc.sql(
                        "INSERT INTO consignment (id, trading_id, number, status, expected_on, waiting_since) VALUES (?, ?, ?, ?, ?, ?)")
                .params(
                        id,
                        tradingId,
                        number,
                        (waits ? ConsignmentStatus.BACKORDERED : ConsignmentStatus.PREPARING).name(),
                        part.expectedOn(),
                        waits ? now.atOffset(ZoneOffset.UTC) : null)
                .update();
        batches.batchUpdate(
                "INSERT INTO consignment_line (consignment_id, number, quantity) VALUES (?, ?, ?)",
                part.pieces().entrySet().stream()
                        .map(line -> new Object[] {id, line.getKey(), line.getValue()})
                        .toList());
    }

    /** @throws IllegalStateException where a consignment does not go that way */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Consignment consignment, ConsignmentStatus status) {
        require(consignment, status);
        jdbc.sql("UPDATE consignment SET status = ? WHERE id = ?")
                .params(status.name(), consignment.id())
                .update();
    }

    @Transactional(propagation = Propagation.MANDATORY)
    public void shipped(Consignment consignment, String carrier, String trackingNumber) {
        jdbc.sql(
                        """
                        UPDATE consignment SET status = ?, carrier = ?, tracking_number = ?, hand_overs = hand_overs + 1
                        WHERE id = ?""")
                .params(ConsignmentStatus.SHIPPED.name(), carrier, trackingNumber, consignment.id())
                .update();
    }

    /** From now on it waits for its goods. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waits(Consignment consignment, LocalDate expectedOn, Instant since) {
        require(consignment, ConsignmentStatus.BACKORDERED);
        jdbc.sql("UPDATE consignment SET status = ?, expected_on = ?, waiting_since = ? WHERE id = ?")
                .params(
                        ConsignmentStatus.BACKORDERED.name(),
                        expectedOn,
                        since.atOffset(ZoneOffset.UTC),
                        consignment.id())
                .update();
    }

    /** Of each line that is named, so many pieces are in it now; the others are in none. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reduced(Consignment consignment, Map<Integer, Integer> pieces) {
        batches.batchUpdate(
                "UPDATE consignment_line SET quantity = ? WHERE consignment_id = ? AND number = ?",
                pieces.entrySet().stream()
                        .map(line -> new Object[] {line.getValue(), consignment.id(), line.getKey()})
                        .toList());
    }

    private static void require(Consignment consignment, ConsignmentStatus next) {
        if (!consignment.status().mayBecome(next)) {
            throw new IllegalStateException(
                    "Consignment " + consignment.id() + " is " + consignment.status() + " and cannot become " + next);
        }
    }

    public Optional<Consignment> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(Consignment.class)
                .optional();
    }

    /** The consignment that the carrier knows by this number. */
    public Optional<Consignment> tracked(String trackingNumber) {
        return jdbc.sql(SELECT + " WHERE tracking_number = ?")
                .param(trackingNumber)
                .query(Consignment.class)
                .optional();
    }

    public List<Consignment> of(String tradingId) {
        return jdbc.sql(SELECT + " WHERE trading_id = ? ORDER BY number")
                .param(tradingId)
                .query(Consignment.class)
                .list();
    }

    /** Those that wait for their goods, who waits longest first. */
    public List<Consignment> waiting() {
        return jdbc.sql(SELECT + " WHERE status = ? ORDER BY waiting_since, trading_id, number")
                .param(ConsignmentStatus.BACKORDERED.name())
                .query(Consignment.class)
                .list();
    }

    public List<ConsignmentLine> linesOf(Consignment consignment) {
        return jdbc.sql(
                        """
                        SELECT l.number, t.sku, p.name, l.quantity FROM consignment_line l
                        JOIN trade_line t ON t.trading_id = ? AND t.number = l.number
                        LEFT JOIN product p ON p.sku = t.sku WHERE l.consignment_id = ? ORDER BY l.number""")
                .params(consignment.tradingId(), consignment.id())
                .query(ConsignmentLine.class)
                .list();
    }

    /** Its pieces by article, in one order for all: two that take them from the shelves never wait for each other. */
    public SortedMap<String, Integer> contentsOf(Consignment consignment) {
        SortedMap<String, Integer> contents = new TreeMap<>();
        linesOf(consignment).forEach(line -> contents.merge(line.sku(), line.quantity(), Integer::sum));
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
        return ConsignmentTotals.of(jdbc.sql(ConsignmentTotals.PARTS)
                .param(tradingId)
                .query(ConsignmentTotals.Part.class)
                .list());
    }

    /** When the goods of the trade's waiting consignments are expected, the last of them: the end of that day, in UTC. */
    public Optional<Instant> expected(String tradingId) {
        return of(tradingId).stream()
                .filter(consignment -> consignment.status() == ConsignmentStatus.BACKORDERED)
                .map(Consignment::expectedOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The trade's consignments that are with a carrier, as its client is told of them. */
    public List<ShipmentReport> reportsOf(String tradingId) {
        return of(tradingId).stream()
                .filter(consignment -> consignment.trackingNumber() != null
                        && consignment.status().isShipped())
                .map(consignment -> new ShipmentReport(
                        consignment.id(),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        consignment.status().name()))
                .toList();
    }
}
