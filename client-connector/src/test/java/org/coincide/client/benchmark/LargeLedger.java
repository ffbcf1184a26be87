package org.coincide.client.benchmark;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A ledger with many trades, written by SQL. */
final class LargeLedger {

    static final int TRADES = Integer.getInteger("benchmark.stored", 100_000);
    private static final int BATCH = 2_000;

    private LargeLedger() {}

    /** Trades of the last year; each fiftieth is open, each five-hundredth overdue. */
    static void fill(BenchmarkClient client) {
        JdbcTemplate sql = client.bean(JdbcTemplate.class);
        TransactionTemplate transactions = client.bean(TransactionTemplate.class);
        Instant first = Instant.parse("2025-11-24T09:00:00Z");
        long step = 365L * 86_400 / TRADES;
        for (int from = 0; from < TRADES; from += BATCH) {
            List<Long> numbers = LongStream.range(from, Math.min(from + BATCH, TRADES))
                    .boxed()
                    .toList();
            // HSQLDB would commit each row.
            transactions.executeWithoutResult(status -> insert(sql, numbers, first, step));
        }
    }

    private static void insert(JdbcTemplate sql, List<Long> numbers, Instant first, long step) {
        sql.batchUpdate(
                """
                    INSERT INTO placed_order (order_reference, order_digest, event_body, state, placed_at, entry_number)
                    VALUES (?, ?, '{}', 'ACCEPTED', ?, 0)""",
                numbers.stream()
                        .map(number -> new Object[] {reference(number), "0".repeat(64), time(first, number * step)})
                        .toList());
        sql.batchUpdate(
                """
                    INSERT INTO trade (trading_id, event_source, order_reference, payment_method, revision, order_status,
                      delivery_status, payment_status, sequence_number, closed, currency, amount_ordered, amount_authorized,
                      amount_captured, amount_refunded, opened_at, changed_at, head_hash, last_digest)
                    VALUES (?, '/coincide/trades/x', ?, 'CARD', 1, ?, ?, 'PAID', 9, ?, 'EUR', ?, 0, 0, 0, ?, ?, ?, ?)""",
                numbers.stream().map(number -> trade(number, first, step)).toList());
        sql.batchUpdate(
                "INSERT INTO trade_due (trading_id, due_at) VALUES (?, ?)",
                numbers.stream()
                        .filter(number -> number % 500 == 0)
                        .map(number -> new Object[] {id(number), time(first, 0)})
                        .toList());
    }

    private static Object[] trade(long number, Instant first, long step) {
        boolean open = number % 50 == 0;
        return new Object[] {
            id(number),
            reference(number),
            open ? "IN_PROGRESS" : "COMPLETED",
            open ? "PREPARING" : "DELIVERED",
            !open,
            number % 1_000,
            time(first, number * step),
            time(first, number * step + 3_600),
            "0".repeat(64),
            "0".repeat(64)
        };
    }

    private static String id(long number) {
        return new UUID(number * 0x9E3779B97F4A7C15L, number).toString();
    }

    private static String reference(long number) {
        return "PO-2026-%07d-%04d".formatted(number, number % 7_919);
    }

    private static Object time(Instant first, long seconds) {
        return first.plusSeconds(seconds).atOffset(ZoneOffset.UTC);
    }
}
