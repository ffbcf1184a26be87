package org.coincide.engine.stock;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * The warehouse's books. Pieces by article always come sorted: who takes several articles takes them in one order, so that no two
 * wait for each other in a ring.
 */
@Repository
public class Stock {

    private static final String RESERVE =
            "UPDATE stock SET reserved = reserved + ? WHERE sku = ? AND on_hand - reserved - awaited >= ?";
    private static final String RESERVE_AWAITED =
            "UPDATE stock SET reserved = reserved + ?, awaited = awaited - ? WHERE sku = ? AND on_hand - reserved >= ?";

    private record Supply(String sku, LocalDate nextSupply) {}

    private final JdbcClient jdbc;

    Stock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts pieces of a product on the shelf; whoever waits for them has the first claim. */
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

    /** Pieces that were out and came back, for whom they were out. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void receiveReserved(SortedMap<String, Integer> pieces) {
        pieces.forEach((sku, quantity) -> jdbc.sql(
                        "UPDATE stock SET on_hand = on_hand + ?, reserved = reserved + ? WHERE sku = ?")
                .params(quantity, quantity, sku)
                .update());
    }

    /** When the next pieces of an article are expected; null where nobody knows. */
    @Transactional
    public void expect(String sku, LocalDate nextSupply) {
        jdbc.sql("UPDATE stock SET next_supply = ? WHERE sku = ?")
                .params(nextSupply, sku)
                .update();
    }

    /** When the next pieces are expected, of those of these articles of which it is known. */
    public Map<String, LocalDate> expected(Collection<String> skus) {
        Map<String, LocalDate> expected = new TreeMap<>();
        jdbc.sql("SELECT sku, next_supply FROM stock WHERE sku IN (:skus) AND next_supply IS NOT NULL")
                .param("skus", skus)
                .query(Supply.class)
                .list()
                .forEach(supply -> expected.put(supply.sku(), supply.nextSupply()));
        return expected;
    }

    /** Where every article stands. */
    public List<Shelf> shelves() {
        return jdbc.sql("SELECT sku, on_hand, reserved, awaited, next_supply FROM stock ORDER BY sku")
                .query(Shelf.class)
                .list();
    }

    /**
     * Reserves all of these pieces or none.
     *
     * @return whether all of it is reserved now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserve(SortedMap<String, Integer> wanted) {
        SortedMap<String, Integer> got = new TreeMap<>();
        for (var article : wanted.entrySet()) {
            if (!reserve(article.getKey(), article.getValue())) {
                release(got);
                return false;
            }
            got.put(article.getKey(), article.getValue());
        }
        return true;
    }

    /** Reserves of these pieces what is there, and says what it got. */
    @Transactional(propagation = Propagation.MANDATORY)
    public SortedMap<String, Integer> reserveWhatIsThere(SortedMap<String, Integer> wanted) {
        SortedMap<String, Integer> got = new TreeMap<>();
        wanted.forEach((sku, quantity) -> {
            int there = reserve(sku, quantity) ? quantity : reserveRest(sku, quantity);
            if (there > 0) {
                got.put(sku, there);
            }
        });
        return got;
    }

    private boolean reserve(String sku, int quantity) {
        return jdbc.sql(RESERVE).params(quantity, sku, quantity).update() == 1;
    }

    /** The row is updated first, which locks it on every database. */
    private int reserveRest(String sku, int quantity) {
        jdbc.sql("UPDATE stock SET reserved = reserved WHERE sku = ?")
                .param(sku)
                .update();
        int there = jdbc.sql("SELECT on_hand - reserved - awaited FROM stock WHERE sku = ?")
                .param(sku)
                .query(Integer.class)
                .optional()
                .orElse(0);
        int rest = Math.min(quantity, Math.max(there, 0));
        return rest > 0 && reserve(sku, rest) ? rest : 0;
    }

    /** Notes that a consignment waits for these pieces. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void await(SortedMap<String, Integer> wanted) {
        wanted.forEach((sku, quantity) -> jdbc.sql("UPDATE stock SET awaited = awaited + ? WHERE sku = ?")
                .params(quantity, sku)
                .update());
    }

    /** The pieces are awaited no longer. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void giveUpAwaiting(SortedMap<String, Integer> awaited) {
        awaited.forEach((sku, quantity) -> jdbc.sql("UPDATE stock SET awaited = awaited - ? WHERE sku = ?")
                .params(quantity, sku)
                .update());
    }

    /**
     * Reserves all of these awaited pieces or none.
     *
     * @return whether all of it is reserved now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean reserveAwaited(SortedMap<String, Integer> awaited) {
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

    /** Pieces that were reserved are for others again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(SortedMap<String, Integer> reserved) {
        reserved.forEach((sku, quantity) -> jdbc.sql("UPDATE stock SET reserved = reserved - ? WHERE sku = ?")
                .params(quantity, sku)
                .update());
    }

    /** Pieces that were reserved leave the house, or are found not to be in it. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(SortedMap<String, Integer> reserved) {
        reserved.forEach((sku, quantity) -> jdbc.sql(
                        "UPDATE stock SET reserved = reserved - ?, on_hand = on_hand - ? WHERE sku = ?")
                .params(quantity, quantity, sku)
                .update());
    }
}
