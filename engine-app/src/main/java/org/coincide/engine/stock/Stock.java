package org.coincide.engine.stock;

import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The warehouse's books. */
@Repository
public class Stock {

    private final JdbcClient jdbc;

    Stock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Puts pieces of a product on the shelf. */
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

    /**
     * Reserves all of these pieces, by article, or none. Articles are taken in one order, so that two never wait for each
     * other in a ring.
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

    private boolean reserve(String sku, int quantity) {
        return jdbc.sql("UPDATE stock SET reserved = reserved + ? WHERE sku = ? AND on_hand - reserved >= ?")
                        .params(quantity, sku, quantity)
                        .update()
                == 1;
    }

    /** Pieces that were reserved are for others again. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void release(SortedMap<String, Integer> reserved) {
        reserved.forEach((sku, quantity) -> jdbc.sql("UPDATE stock SET reserved = reserved - ? WHERE sku = ?")
                .params(quantity, sku)
                .update());
    }

    /** Pieces that were reserved leave the house. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void take(SortedMap<String, Integer> reserved) {
        reserved.forEach((sku, quantity) -> jdbc.sql(
                        "UPDATE stock SET reserved = reserved - ?, on_hand = on_hand - ? WHERE sku = ?")
                .params(quantity, quantity, sku)
                .update());
    }
}
