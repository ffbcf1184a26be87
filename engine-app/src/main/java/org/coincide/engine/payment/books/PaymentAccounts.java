package org.coincide.engine.payment.books;

import java.util.List;
import java.util.Set;
import org.coincide.engine.retention.TradeTables;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** One row for each trade that is to be paid, as a lock: decisions about its money are made one after the other. */
@Repository
public class PaymentAccounts implements TradeTables {

    private final JdbcClient jdbc;

    PaymentAccounts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Locks the payment of a trade until the transaction ends.
     *
     * @return whether the payment may go on: it has not been undone
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean take(String tradingId) {
        if (count(tradingId, " AND undone = FALSE")) {
            return true;
        }
        return !count(tradingId, "") && open(tradingId);
    }

    private boolean count(String tradingId, String condition) {
        return jdbc.sql("UPDATE payment_account SET decisions = decisions + 1 WHERE trading_id = ?" + condition)
                        .param(tradingId)
                        .update()
                == 1;
    }

    /**
     * Opens the payment of a trade, unless it is open already.
     *
     * @return whether this call opened it
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean open(String tradingId) {
        return jdbc.sql(
                                """
                                INSERT INTO payment_account (trading_id, undone, decisions)
                                SELECT CAST(? AS VARCHAR(36)), FALSE, 1 FROM (VALUES (0)) AS one (number)
                                WHERE NOT EXISTS (SELECT trading_id FROM payment_account WHERE trading_id = ?)""")
                        .params(tradingId, tradingId)
                        .update()
                == 1;
    }

    /** Stops all requests for money of the trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    void undo(String tradingId) {
        take(tradingId);
        jdbc.sql("UPDATE payment_account SET undone = TRUE WHERE trading_id = ?")
                .param(tradingId)
                .update();
    }

    /** Stops all requests for money of a part of the trade. */
    @Transactional(propagation = Propagation.MANDATORY)
    void giveUp(String tradingId, String part) {
        if (!hasGivenUp(tradingId, part)) {
            jdbc.sql("INSERT INTO payment_given_up (trading_id, part) VALUES (?, ?)")
                    .params(tradingId, part)
                    .update();
        }
    }

    boolean hasGivenUp(String tradingId, String part) {
        return part != null
                && jdbc.sql("SELECT COUNT(*) FROM payment_given_up WHERE trading_id = ? AND part = ?")
                                .params(tradingId, part)
                                .query(Long.class)
                                .single()
                        > 0;
    }

    /** Returns the parts of a trade for which no money is requested any more. */
    Set<String> givenUp(String tradingId) {
        return Set.copyOf(jdbc.sql("SELECT part FROM payment_given_up WHERE trading_id = ?")
                .param(tradingId)
                .query(String.class)
                .list());
    }

    @Override
    public List<TradeTable> tables() {
        return List.of(TradeTable.of("payment_given_up"), new TradeTable(6, "payment_account", "trading_id IN (:ids)"));
    }
}
