package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.coincide.client.paging.Parts;
import org.springframework.dao.DataRetrievalFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The append-only entries of the ledger and their running head, in the tables {@code ledger_entry} and {@code ledger_head}. */
@Repository
public class LedgerEntries {

    private final JdbcClient jdbc;
    private final JdbcTemplate batches;

    LedgerEntries(JdbcClient jdbc, JdbcTemplate batches) {
        this.jdbc = jdbc;
        this.batches = batches;
    }

    /**
     * Appends entries, in the transaction that changes the projection; returns the number of the first one. The row of the head is
     * updated first: concurrent transactions append one after the other.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public long append(List<NewEntry> entries) {
        int rows = jdbc.sql("UPDATE ledger_head SET entry_number = entry_number + ? WHERE id = 1")
                .param(entries.size())
                .update();
        if (rows != 1) {
            throw new DataRetrievalFailureException(
                    "The ledger's head is missing in table ledger_head. Restore the database from a backup.");
        }
        var end = head().orElseThrow();
        var last = new LedgerHead(end.number() - entries.size(), end.head());
        long first = last.number() + 1;
        List<Object[]> values = new ArrayList<>();
        for (var entry : entries) {
            var appended = LedgerEntry.after(last, entry);
            values.add(values(appended));
            last = new LedgerHead(appended.number(), appended.head());
        }
        batches.batchUpdate(
                "INSERT INTO ledger_entry (entry_number, kind, recorded_at, body, signature, digest, head) VALUES (?, ?, ?, ?, ?, ?, ?)",
                values);
        jdbc.sql("UPDATE ledger_head SET head = ? WHERE id = 1")
                .param(last.head())
                .update();
        return first;
    }

    /** Makes other transactions that append entries wait for the end of this one. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("UPDATE ledger_head SET entry_number = entry_number WHERE id = 1")
                .update();
    }

    /** Removes the bodies of entries, after the removal was appended as an entry; returns their number. */
    @Transactional(propagation = Propagation.MANDATORY)
    public int removeBodies(Collection<Long> numbers, long removal) {
        return Arrays.stream(batches.batchUpdate(
                        "UPDATE ledger_entry SET body = NULL, removal = ? WHERE entry_number = ? AND body IS NOT NULL",
                        numbers.stream()
                                .map(number -> new Object[] {removal, number})
                                .toList()))
                .sum();
    }

    /** The first refusals between two entries. */
    public List<LedgerEntry> refusalsBetween(long after, long before, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM ledger_entry
                        WHERE entry_number > ? AND entry_number < ? AND kind = 'REFUSAL' ORDER BY entry_number
                        FETCH FIRST ? ROWS ONLY
                        """)
                .params(after, before, limit)
                .query((row, index) -> entry(row))
                .list();
    }

    /** The end of the ledger; empty if its row is missing. */
    public Optional<LedgerHead> head() {
        return jdbc.sql("SELECT entry_number, head FROM ledger_head WHERE id = 1")
                .query((row, index) -> new LedgerHead(row.getLong(1), row.getString(2)))
                .optional();
    }

    /** The number of the last entry that is stored; 0 for an empty ledger. */
    public long lastNumber() {
        return jdbc.sql("SELECT COALESCE(MAX(entry_number), 0) FROM ledger_entry")
                .query(Long.class)
                .single();
    }

    /** The entries after a number, in order. */
    public List<LedgerEntry> after(long number, int limit) {
        return jdbc.sql(
                        """
                        SELECT * FROM ledger_entry WHERE entry_number > :number ORDER BY entry_number
                        FETCH NEXT :limit ROWS ONLY
                        """)
                .param("number", number)
                .param("limit", limit)
                .query((row, index) -> entry(row))
                .list();
    }

    /** The entries with the numbers. */
    public Map<Long, LedgerEntry> load(Collection<Long> numbers) {
        Map<Long, LedgerEntry> entries = new HashMap<>();
        for (var part : Parts.of(numbers)) {
            jdbc.sql("SELECT * FROM ledger_entry WHERE entry_number IN (:numbers)")
                    .param("numbers", part)
                    .query((row, index) -> entry(row))
                    .list()
                    .forEach(entry -> entries.put(entry.number(), entry));
        }
        return entries;
    }

    /** The entry with the number. */
    public Optional<LedgerEntry> find(long number) {
        return Optional.ofNullable(load(List.of(number)).get(number));
    }

    private static Object[] values(LedgerEntry entry) {
        return new Object[] {
            entry.number(),
            entry.kind(),
            LedgerColumns.time(entry.recordedAt()),
            entry.body(),
            entry.signature(),
            entry.digest(),
            entry.head()
        };
    }

    private static LedgerEntry entry(ResultSet row) throws SQLException {
        return new LedgerEntry(
                row.getLong("entry_number"),
                row.getString("kind"),
                LedgerColumns.time(row, "recorded_at"),
                row.getString("body"),
                row.getString("signature"),
                row.getString("digest"),
                row.getString("head"),
                row.getObject("removal", Long.class));
    }
}
