package org.coincide.engine.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.coincide.engine.reading.RecordMapper;
import org.coincide.engine.stock.StockChanges.Change;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The stock of the warehouse. Pieces by article are passed sorted by article, so that concurrent transactions lock the rows in
 * the same order and cannot deadlock.
 */
@Repository
public class Stock {

    private static final String CHANGE =
            """
            UPDATE stock SET on_hand = on_hand + ?, reserved = reserved + ?, awaited = awaited + ?
            WHERE sku = ? AND on_hand - reserved - awaited >= ?""";

    private static final String RESERVE =
            "UPDATE stock SET reserved = reserved + ? WHERE sku = ? AND on_hand - reserved - awaited >= ?";
    /** Fewer free pieces than any article has. */
    private static final int ANY = Integer.MIN_VALUE;

    private static final String RESERVE_AWAITED =
            "UPDATE stock SET reserved = reserved + ?, awaited = awaited - ? WHERE sku = ? AND on_hand - reserved >= ?";

    private record Supply(String sku, LocalDate nextSupply) {}

    private record FreePieces(String sku, int pieces) {}

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    Stock(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /** Adds pieces of an article to the stock. Waiting consignments have precedence over new ones. */
    @Transactional
    public void receive(String sku, int pieces) {
        int known = jdbc.sql("UPDATE stock SET on_hand = on_hand + ? WHERE sku = ?")
                .params(pieces, sku)
                .update();
        if (known == 0) {
            jdbc.sql("INSERT INTO stock (sku, on_hand, reserved) VALUES (?, ?, 0)")
                    .params(sku, pieces)
                    .update();
        }
    }

    /** Adds pieces that come back from a hand-over, reserved for the same consignment as before. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void receiveReserved(SortedMap<String, Integer> pieces) {
        change(pieces, quantity -> new Change(quantity, quantity, 0, 0));
    }

    /**
     * Sets the pieces of an article to the number that was counted.
     *
     * @return false if more pieces are reserved, or if the article has no stock
     */
    @Transactional
    public boolean correct(String sku, int counted) {
        return jdbc.sql("UPDATE stock SET on_hand = ? WHERE sku = ? AND reserved <= ?")
                        .params(counted, sku, counted)
                        .update()
                == 1;
    }

    /** Sets the expected date of the next supply of an article; null if unknown. */
    @Transactional
    public void expect(String sku, LocalDate nextSupply) {
        jdbc.sql("UPDATE stock SET next_supply = ? WHERE sku = ?")
                .params(nextSupply, sku)
                .update();
    }

    /** Returns the known dates of the next supply of the given articles. */
    public Map<String, LocalDate> expected(Collection<String> skus) {
        Map<String, LocalDate> expected = new TreeMap<>();
        jdbc.sql("SELECT sku, next_supply FROM stock WHERE sku IN (:skus) AND next_supply IS NOT NULL")
                .param("skus", skus)
                .query(RecordMapper.of(Supply.class))
                .list()
                .forEach(supply -> expected.put(supply.sku(), supply.nextSupply()));
        return expected;
    }

    /** Returns the stock levels of all articles. */
    public List<StockLevel> levels() {
        return jdbc.sql("SELECT sku, on_hand, reserved, awaited, next_supply FROM stock ORDER BY sku")
                .query(RecordMapper.of(StockLevel.class))
                .list();
    }

    /** Returns the stock levels of the articles for which consignments wait and of which pieces are free. */
    public List<StockLevel> arrived() {
        return jdbc.sql(
                        """
                        SELECT sku, on_hand, reserved, awaited, next_supply FROM stock
                        WHERE awaited > 0 AND on_hand > reserved ORDER BY sku""")
                .query(RecordMapper.of(StockLevel.class))
                .list();
    }

    /**
     * Reserves all of the given pieces or none.
     *
     * @return whether the pieces are reserved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(SortedMap<String, Integer> wanted) {
        StockChanges.writeNow();
        List<Map.Entry<String, Integer>> articles = List.copyOf(wanted.entrySet());
        int[] reserved = batches.batchUpdate(
                RESERVE,
                articles.stream()
                        .map(article -> new Object[] {article.getValue(), article.getKey(), article.getValue()})
                        .toList());
        SortedMap<String, Integer> got = new TreeMap<>();
        for (int index = 0; index < reserved.length; index++) {
            if (reserved[index] == 1) {
                got.put(articles.get(index).getKey(), articles.get(index).getValue());
            }
        }
        if (got.size() < articles.size()) {
            release(got);
            return false;
        }
        return true;
    }

    /**
     * Reserves as many of the given pieces as are available; returns the reserved pieces. If all are free, the reservation is written at
     * the end of the transaction, which fails if another one has taken them meanwhile.
     *
     * @throws OptimisticLockingException at the end of the transaction, so that its job is repeated
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public SortedMap<String, Integer> reserveAvailable(SortedMap<String, Integer> wanted) {
        StockChanges.writeNow();
        if (areFree(wanted)) {
            change(wanted, quantity -> new Change(0, quantity, 0, quantity));
            return new TreeMap<>(wanted);
        }
        SortedMap<String, Integer> got = new TreeMap<>();
        wanted.forEach((sku, quantity) -> {
            int available = reserve(sku, quantity) ? quantity : reserveRest(sku, quantity);
            if (available > 0) {
                got.put(sku, available);
            }
        });
        return got;
    }

    private boolean areFree(SortedMap<String, Integer> wanted) {
        Map<String, Integer> free = new TreeMap<>();
        jdbc.sql("SELECT sku, on_hand - reserved - awaited AS pieces FROM stock WHERE sku IN (:skus)")
                .param("skus", wanted.keySet())
                .query(RecordMapper.of(FreePieces.class))
                .list()
                .forEach(article -> free.put(article.sku(), article.pieces()));
        return wanted.entrySet().stream()
                .allMatch(article -> free.getOrDefault(article.getKey(), 0) >= article.getValue());
    }

    private boolean reserve(String sku, int quantity) {
        return jdbc.sql(RESERVE).params(quantity, sku, quantity).update() == 1;
    }

    /** Reserves the available rest. The update locks the row on every database. */
    private int reserveRest(String sku, int quantity) {
        jdbc.sql("UPDATE stock SET reserved = reserved WHERE sku = ?")
                .param(sku)
                .update();
        int available = jdbc.sql("SELECT on_hand - reserved - awaited FROM stock WHERE sku = ?")
                .param(sku)
                .query(Integer.class)
                .optional()
                .orElse(0);
        int rest = Math.min(quantity, Math.max(available, 0));
        return rest > 0 && reserve(sku, rest) ? rest : 0;
    }

    /** Adds pieces for which a consignment waits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void await(SortedMap<String, Integer> wanted) {
        change(wanted, quantity -> new Change(0, 0, quantity, 0));
    }

    /** Removes pieces for which a consignment no longer waits. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancelAwaited(SortedMap<String, Integer> awaited) {
        change(awaited, quantity -> new Change(0, 0, -quantity, 0));
    }

    /**
     * Reserves all of the given awaited pieces or none.
     *
     * @return whether the pieces are reserved
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserveAwaited(SortedMap<String, Integer> awaited) {
        StockChanges.writeNow();
        SortedMap<String, Integer> got = new TreeMap<>();
        for (var article : awaited.entrySet()) {
            int quantity = article.getValue();
            if (jdbc.sql(RESERVE_AWAITED)
                            .params(quantity, quantity, article.getKey(), quantity)
                            .update()
                    == 0) {
                release(got);
                await(got);
                return false;
            }
            got.put(article.getKey(), quantity);
        }
        return true;
    }

    /** Cancels the reservation of pieces. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(SortedMap<String, Integer> reserved) {
        change(reserved, quantity -> new Change(0, -quantity, 0, 0));
    }

    /** Removes reserved pieces from the stock: they were shipped or are missing. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(SortedMap<String, Integer> reserved) {
        change(reserved, quantity -> new Change(-quantity, -quantity, 0, 0));
    }

    private void change(SortedMap<String, Integer> pieces, IntFunction<Change> change) {
        StockChanges changes = StockChanges.ofTransaction(this::write);
        pieces.forEach((sku, quantity) -> changes.add(sku, change.apply(quantity)));
    }

    private void write(SortedMap<String, Change> changes) {
        List<Map.Entry<String, Change>> articles = List.copyOf(changes.entrySet());
        int[] written = batches.batchUpdate(
                CHANGE,
                articles.stream()
                        .map(article -> row(article.getKey(), article.getValue()))
                        .toList());
        for (int index = 0; index < written.length; index++) {
            Map.Entry<String, Change> article = articles.get(index);
            if (written[index] == 0 && article.getValue().free() > 0) {
                throw new OptimisticLockingException(
                        "Pieces of " + article.getKey() + " were free and have been taken meanwhile.");
            }
        }
    }

    private static Object[] row(String sku, Change change) {
        int free = change.free() > 0 ? change.free() : ANY;
        return new Object[] {change.onHand(), change.reserved(), change.awaited(), sku, free};
    }
}
