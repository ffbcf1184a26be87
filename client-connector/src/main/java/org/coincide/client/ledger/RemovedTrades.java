package org.coincide.client.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.verification.LedgerView.RemovedTrade;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The trades that the retention has removed, in the table {@code removed_trade}, and their removals in the ledger. */
@Repository
public class RemovedTrades {

    private static final int VALUES_PER_QUERY = 500;

    private final JdbcClient jdbc;
    private final LedgerEntries ledger;
    private final SigningKey key;

    RemovedTrades(JdbcClient jdbc, LedgerEntries ledger, SigningKey key) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.key = key;
    }

    /** Appends a removal to the ledger, signed by this client, and removes the bodies that it names. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void add(Removal removal, Instant now) {
        var body = removal.toJson();
        long number = ledger.append(List.of(new NewEntry(EntryKind.REMOVAL, now, body, key.sign(body))));
        int removed = ledger.removeBodies(
                removal.entries().stream().map(Removal.Removed::number).toList(), number);
        if (removed != removal.entries().size()) {
            throw new IllegalStateException("The ledger has " + removed + " of "
                    + removal.entries().size() + " entries of trade " + removal.tradingId()
                    + ". The trade stays; verify the ledger.");
        }
        jdbc.sql(
                        """
                        INSERT INTO removed_trade (trading_id, order_reference, sequence_number, last_digest, removed_at, entry_number)
                        VALUES (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        removal.tradingId(),
                        removal.orderReference(),
                        removal.sequence(),
                        removal.lastDigest(),
                        LedgerColumns.time(now),
                        number)
                .update();
    }

    /** The removed ones of these trades. */
    public Map<String, RemovedTrade> load(Collection<String> tradingIds) {
        Map<String, RemovedTrade> removed = new HashMap<>();
        var ids = List.copyOf(tradingIds);
        for (int from = 0; from < ids.size(); from += VALUES_PER_QUERY) {
            jdbc.sql("SELECT * FROM removed_trade WHERE trading_id IN (:ids)")
                    .param("ids", ids.subList(from, Math.min(from + VALUES_PER_QUERY, ids.size())))
                    .query(row -> {
                        var id = row.getString("trading_id");
                        removed.put(
                                id, new RemovedTrade(id, row.getLong("sequence_number"), row.getString("last_digest")));
                    });
        }
        return removed;
    }

    /** Returns whether the retention has removed no trade. */
    public boolean isEmpty() {
        return jdbc.sql("SELECT trading_id FROM removed_trade FETCH FIRST 1 ROWS ONLY")
                .query(String.class)
                .list()
                .isEmpty();
    }

    /** Those of these references that belong to orders of removed trades. */
    public Set<String> references(Collection<String> orderReferences) {
        return orderReferences.isEmpty()
                ? Set.of()
                : new HashSet<>(
                        jdbc.sql("SELECT order_reference FROM removed_trade WHERE order_reference IN (:references)")
                                .param("references", orderReferences)
                                .query(String.class)
                                .list());
    }

    /** Returns whether a message with this digest was part of a removed trade. */
    public boolean contains(RemovedTrade trade, long sequence, String digest) {
        if (sequence == trade.sequence()) {
            return digest.equals(trade.lastDigest());
        }
        return jdbc.sql("SELECT entry_number FROM removed_trade WHERE trading_id = ?")
                .param(trade.tradingId())
                .query(Long.class)
                .optional()
                .flatMap(ledger::find)
                .flatMap(entry -> Removal.parse(entry.body()))
                .filter(removal -> removal.contains(digest))
                .isPresent();
    }

    /** The stored rows after a trading identifier, column by column, for their verification. */
    public List<Map<String, Object>> after(String tradingId, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM removed_trade WHERE trading_id > :after ORDER BY trading_id
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("after", tradingId)
                .param("limit", limit)
                .query()
                .listOfRows();
    }

    /** The stored rows of trades, column by column, for their verification. */
    public List<Map<String, Object>> rowsOf(Collection<String> tradingIds) {
        return tradingIds.isEmpty()
                ? List.of()
                : jdbc.sql("SELECT * FROM removed_trade WHERE trading_id IN (:ids)")
                        .param("ids", tradingIds)
                        .query()
                        .listOfRows();
    }
}
