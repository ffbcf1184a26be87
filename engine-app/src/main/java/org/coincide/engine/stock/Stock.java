package org.coincide.engine.stock;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.coincide.engine.trade.TradeLine;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The warehouse's books. */
@Repository
public class Stock {

    private static final String RESERVED = "RESERVED";
    private static final String RELEASED = "RELEASED";
    private static final String TAKEN = "TAKEN";

    private record Reservation(String sku, int quantity) {}

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
     * Reserves all lines of a trade, or none. Products are taken in one order, so that two trades never wait for each
     * other in a ring; a second call for the same trade finds its reservation and changes nothing.
     *
     * @return whether all of it is reserved now
     */
    @Transactional(propagation = Propagation.MANDATORY)
    boolean reserve(String tradingId, List<TradeLine> lines) {
        if (!of(tradingId, RESERVED).isEmpty()) {
            return true;
        }
        SortedMap<String, Integer> wanted = new TreeMap<>();
        lines.forEach(line -> wanted.merge(line.sku(), line.quantity(), Integer::sum));
        SortedMap<String, Integer> got = new TreeMap<>();
        for (var product : wanted.entrySet()) {
            if (!take(product.getKey(), product.getValue())) {
                got.forEach(this::giveBack);
                return false;
            }
            got.put(product.getKey(), product.getValue());
        }
        got.forEach((sku, quantity) -> jdbc.sql(
                        "INSERT INTO stock_reservation (trading_id, sku, quantity, state) VALUES (?, ?, ?, ?)")
                .params(tradingId, sku, quantity, RESERVED)
                .update());
        return true;
    }

    private boolean take(String sku, int quantity) {
        return jdbc.sql("UPDATE stock SET reserved = reserved + ? WHERE sku = ? AND on_hand - reserved >= ?")
                        .params(quantity, sku, quantity)
                        .update()
                == 1;
    }

    private void giveBack(String sku, int quantity) {
        jdbc.sql("UPDATE stock SET reserved = reserved - ? WHERE sku = ?")
                .params(quantity, sku)
                .update();
    }

    /** Ends a trade's reservation: its pieces are for others again. Nothing where it has none. */
    @Transactional(propagation = Propagation.MANDATORY)
    void release(String tradingId) {
        of(tradingId, RESERVED).forEach(reservation -> giveBack(reservation.sku(), reservation.quantity()));
        end(tradingId, RELEASED);
    }

    /** The reserved pieces of a trade leave the house. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void takeReserved(String tradingId) {
        of(tradingId, RESERVED).forEach(reservation -> jdbc.sql(
                        "UPDATE stock SET reserved = reserved - ?, on_hand = on_hand - ? WHERE sku = ?")
                .params(reservation.quantity(), reservation.quantity(), reservation.sku())
                .update());
        end(tradingId, TAKEN);
    }

    private List<Reservation> of(String tradingId, String state) {
        return jdbc.sql("SELECT sku, quantity FROM stock_reservation WHERE trading_id = ? AND state = ? ORDER BY sku")
                .params(tradingId, state)
                .query(Reservation.class)
                .list();
    }

    private void end(String tradingId, String state) {
        jdbc.sql("UPDATE stock_reservation SET state = ? WHERE trading_id = ? AND state = ?")
                .params(state, tradingId, RESERVED)
                .update();
    }
}
