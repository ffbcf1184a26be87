package org.coincide.engine.delivery.consignments;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.coincide.engine.catalogue.Product;
import org.coincide.engine.catalogue.Products;
import org.coincide.engine.journal.messages.ShipmentReport;
import org.coincide.engine.reading.ReadOnce;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.retention.TradeTables;
import org.coincide.engine.trade.DeliveryFacts;
import org.coincide.engine.trade.TradeLine;
import org.coincide.engine.trade.Trades;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Consignments, with their lines. */
@Repository
public class Consignments implements TradeTables {

    static final String SELECT =
            """
            SELECT id, trading_id, number, status, hand_overs, expected_on, carrier, tracking_number FROM consignment""";

    /** Condition of {@code TradeSearch}: goods of the trade were expected before {@code :today}. */
    public static final String OVERDUE =
            "t.trading_id IN (SELECT trading_id FROM consignment WHERE status = 'BACKORDERED' AND expected_on < :today)";

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;
    private final Trades trades;
    private final Products products;
    private final EarlierParcels earlier;
    private final ReadOnce<List<Contents>> read = new ReadOnce<>();

    Consignments(JdbcClient jdbc, JdbcTemplate batches, Trades trades, Products products, EarlierParcels earlier) {
        this.jdbc = jdbc;
        this.batches = batches;
        this.trades = trades;
        this.products = products;
        this.earlier = earlier;
    }

    /** Adds a planned consignment; it waits if its goods are expected later. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void plan(String tradingId, int number, ConsignmentPlan.Part part, Instant now) {
        read.forget();
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

    /**
     * Changes the status of a consignment.
     *
     * @throws IllegalStateException if the transition is not allowed
     * @throws OptimisticLockingFailureException if the consignment is not as it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void moved(Consignment consignment, ConsignmentStatus status) {
        read.forget();
        require(consignment, status);
        requireUnchanged(
                consignment,
                jdbc.sql("UPDATE consignment SET status = ? WHERE id = ? AND status = ? AND hand_overs = ?")
                        .params(
                                status.name(),
                                consignment.id(),
                                consignment.status().name(),
                                consignment.handOvers())
                        .update());
    }

    private static void requireUnchanged(Consignment consignment, int updated) {
        if (updated == 0) {
            throw new OptimisticLockingFailureException(
                    "Consignment " + consignment.id() + " changed since it was read as " + consignment.status() + ".");
        }
    }

    /**
     * Ends a hand-over: another parcel of the consignment is on its way.
     *
     * @param consignment as read before this hand-over or during it
     * @throws OptimisticLockingFailureException if this hand-over has ended
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void shipped(Consignment consignment, String carrier, String trackingNumber) {
        read.forget();

        requireUnchanged(
                consignment,
                jdbc.sql(
                                """
                                UPDATE consignment SET status = ?, carrier = ?, tracking_number = ?, hand_overs = hand_overs + 1
                                WHERE id = ? AND status = ? AND hand_overs = ?""")
                        .params(
                                ConsignmentStatus.SHIPPED.name(),
                                carrier,
                                trackingNumber,
                                consignment.id(),
                                ConsignmentStatus.HANDING_OVER.name(),
                                consignment.handOvers())
                        .update());
        earlier.keep(consignment);
    }

    /**
     * Makes a consignment wait for goods.
     *
     * @throws OptimisticLockingFailureException if the consignment is not as it was read
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void waits(Consignment consignment, LocalDate expectedOn, Instant since) {
        read.forget();
        require(consignment, ConsignmentStatus.BACKORDERED);
        requireUnchanged(
                consignment,
                jdbc.sql(
                                """
                                UPDATE consignment SET status = ?, expected_on = ?, waiting_since = ?
                                WHERE id = ? AND status = ? AND hand_overs = ?""")
                        .params(
                                ConsignmentStatus.BACKORDERED.name(),
                                expectedOn,
                                since.atOffset(ZoneOffset.UTC),
                                consignment.id(),
                                consignment.status().name(),
                                consignment.handOvers())
                        .update());
    }

    /** Sets the number of pieces, by the number of the line. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void reduced(Consignment consignment, Map<Integer, Integer> pieces) {
        read.forget();
        batches.batchUpdate(
                "UPDATE consignment_line SET quantity = ? WHERE consignment_id = ? AND number = ?",
                pieces.entrySet().stream()
                        .map(line -> new Object[] {line.getValue(), consignment.id(), line.getKey()})
                        .toList());
    }

    private static void require(Consignment consignment, ConsignmentStatus next) {
        if (!consignment.status().mayBecome(next)) {
            throw new IllegalStateException("Consignment " + consignment.id() + " is " + consignment.status()
                    + " and cannot become " + next + ".");
        }
    }

    public Optional<Consignment> find(String id) {
        return jdbc.sql(SELECT + " WHERE id = ?")
                .param(id)
                .query(RecordMapper.of(Consignment.class))
                .optional();
    }

    /** The consignment with this tracking number. */
    public Optional<Consignment> tracked(String trackingNumber) {
        return jdbc.sql(SELECT + " WHERE tracking_number = ?")
                .param(trackingNumber)
                .query(RecordMapper.of(Consignment.class))
                .optional();
    }

    public List<Consignment> of(String tradingId) {
        return contentsOf(tradingId).stream().map(Contents::consignment).toList();
    }

    /** Reads the consignments of a locked trade once in a transaction, unless it changes one: all changes need the trade's lock. */
    private List<Contents> contentsOf(String tradingId) {
        return trades.isLocked(tradingId) ? read.get(tradingId, this::read) : read(tradingId);
    }

    private List<Contents> read(String tradingId) {
        return Contents.of(jdbc.sql(Contents.SELECT).param(tradingId));
    }

    /** The lines of a consignment, with the names and weights of the catalogue. */
    public List<ConsignmentLine> linesOf(Consignment consignment) {
        Map<Integer, Integer> pieces = piecesOf(consignment.tradingId(), consignment.number());
        Map<Integer, String> skus = skusOf(consignment.tradingId());
        Map<String, Product> articles =
                products.find(pieces.keySet().stream().map(skus::get).distinct().toList());
        return pieces.entrySet().stream()
                .map(line -> line(line.getKey(), line.getValue(), skus.get(line.getKey()), articles))
                .toList();
    }

    private static ConsignmentLine line(int number, int quantity, String sku, Map<String, Product> articles) {
        Product article = articles.get(sku);
        return article == null
                ? new ConsignmentLine(number, sku, null, quantity, 0)
                : new ConsignmentLine(number, sku, article.name(), quantity, article.weight());
    }

    private Map<Integer, String> skusOf(String tradingId) {
        return trades.asRead(tradingId).orElseThrow().lines().stream()
                .collect(Collectors.toMap(TradeLine::number, TradeLine::sku));
    }

    /** The pieces by article, sorted: two transactions that reserve them never wait for each other. */
    public SortedMap<String, Integer> contentsOf(Consignment consignment) {
        Map<Integer, String> skus = skusOf(consignment.tradingId());
        SortedMap<String, Integer> contents = new TreeMap<>();
        piecesOf(consignment.tradingId(), consignment.number())
                .forEach((line, quantity) -> contents.merge(skus.get(line), quantity, Integer::sum));
        return contents;
    }

    /** Those of the tracking numbers that belong to consignments. */
    public List<String> tracked(Collection<String> trackingNumbers) {
        return trackingNumbers.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT tracking_number FROM consignment WHERE tracking_number IN (:numbers)")
                        .param("numbers", trackingNumbers)
                        .query(String.class)
                        .list();
    }

    /** The pieces of a consignment by the number of their line. */
    public Map<Integer, Integer> piecesOf(String tradingId, int number) {
        Map<Integer, Integer> pieces = new TreeMap<>();
        if (trades.isLocked(tradingId)) {
            contentsOf(tradingId).stream()
                    .filter(part -> part.consignment().number() == number)
                    .forEach(part -> pieces.putAll(part.pieces()));
            return pieces;
        }
        jdbc.sql("SELECT number AS line, quantity FROM consignment_line WHERE consignment_id = ?")
                .param(Consignment.id(tradingId, number))
                .query((row, index) -> pieces.put(row.getInt("line"), row.getInt("quantity")))
                .list();
        return pieces;
    }

    /** The pieces of each consignment that is not cancelled, by its number and by the number of their line. */
    public Map<Integer, Map<Integer, Integer>> uncancelled(String tradingId) {
        return contentsOf(tradingId).stream()
                .filter(part -> part.consignment().status() != ConsignmentStatus.CANCELLED)
                .collect(Collectors.toMap(part -> part.consignment().number(), Contents::pieces));
    }

    /** The sums of the trade's consignments. */
    public DeliveryFacts factsOf(String tradingId) {
        return ConsignmentTotals.of(
                contentsOf(tradingId).stream().flatMap(Contents::parts).toList());
    }

    /** The latest expected date of a trade's waiting consignments: the end of that day, in UTC. */
    public static Optional<Instant> expected(List<Consignment> ofTrade) {
        return ofTrade.stream()
                .filter(consignment -> consignment.status() == ConsignmentStatus.BACKORDERED)
                .map(Consignment::expectedOn)
                .filter(Objects::nonNull)
                .max(LocalDate::compareTo)
                .map(day -> day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** The shipped ones of a trade's consignments, for messages to its client. */
    public List<ShipmentReport> reportsOf(List<Consignment> ofTrade) {
        List<Consignment> shipped = ofTrade.stream()
                .filter(consignment -> consignment.trackingNumber() != null
                        && consignment.status().isShipped())
                .toList();
        if (shipped.isEmpty()) {
            return List.of();
        }
        Map<String, List<ShipmentReport.Content>> contents = contentsOf(
                        shipped.get(0).tradingId())
                .stream()
                .collect(Collectors.toMap(part -> part.consignment().id(), Contents::reports));
        return shipped.stream()
                .map(consignment -> new ShipmentReport(
                        consignment.id(),
                        consignment.carrier(),
                        consignment.trackingNumber(),
                        consignment.status().name(),
                        contents.getOrDefault(consignment.id(), List.of())))
                .toList();
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(
                new TradeTable(
                        1,
                        "consignment_line",
                        "consignment_id IN (SELECT id FROM consignment WHERE trading_id IN (:ids))"),
                new TradeTable(1, "consignment_label", Labels.OF_TRADES),
                TradeTable.referenced("consignment"));
    }
}
