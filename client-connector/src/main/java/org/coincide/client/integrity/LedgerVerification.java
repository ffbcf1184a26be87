package org.coincide.client.integrity;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.LedgerEntry;
import org.coincide.client.ledger.LedgerHead;
import org.coincide.client.ledger.LedgerRows;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ordering.OrderRows;
import org.coincide.client.requests.RequestRows;
import org.coincide.client.settlement.Settlements;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the ledger page by page. Each page is read in one snapshot of the database, so that messages that arrive meanwhile cause
 * no finding.
 */
@Service
public class LedgerVerification {

    private final LedgerEntries entries;
    private final LedgerRows trades;
    private final OrderRows orders;
    private final RequestRows requests;
    private final Settlements settlements;
    private final RemovedTrades removed;
    private final LinkCheck links;
    private final RemovalCheck removalCheck;
    private final TradeCheck tradeCheck;
    private final OrderCheck orderCheck;
    private final LedgerAnchor anchor;
    private final ServerReceipt receipts;
    private final TransactionTemplate snapshot;
    private final int page;
    private final Clock clock;
    private final AtomicReference<VerificationReport> last = new AtomicReference<>();

    LedgerVerification(
            LedgerEntries entries,
            LedgerRows trades,
            OrderRows orders,
            RequestRows requests,
            Settlements settlements,
            RemovedTrades removed,
            LinkCheck links,
            RemovalCheck removalCheck,
            TradeCheck tradeCheck,
            OrderCheck orderCheck,
            LedgerAnchor anchor,
            ServerReceipt receipts,
            PlatformTransactionManager transactions,
            LedgerProperties properties,
            Clock clock) {
        this.entries = entries;
        this.trades = trades;
        this.orders = orders;
        this.requests = requests;
        this.settlements = settlements;
        this.removed = removed;
        this.links = links;
        this.removalCheck = removalCheck;
        this.tradeCheck = tradeCheck;
        this.orderCheck = orderCheck;
        this.anchor = anchor;
        this.receipts = receipts;
        this.snapshot = new TransactionTemplate(transactions);
        this.snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.snapshot.setReadOnly(true);
        this.page = properties.verifyPage();
        this.clock = clock;
    }

    /** The last result; empty before the first verification since the start. */
    public Optional<VerificationReport> last() {
        return Optional.ofNullable(last.get());
    }

    /** Verifies the whole ledger. */
    public synchronized VerificationReport verify() {
        var findings = new Findings();
        var started = clock.instant();
        var end = verifyEntries(new LedgerHead(0, LedgerEntry.START), Long.MAX_VALUE, false, findings);
        pages(trades::trades, "trading_id", rows -> tradeCheck.check(rows, findings));
        pages(orders::after, "order_reference", rows -> orderCheck.checkOrders(rows, findings));
        pages(requests::after, "id", rows -> checkRequests(rows, findings));
        pages(settlements::rowsAfter, "warning_id", rows -> orderCheck.checkSettlements(rows, findings));
        pages(removed::after, "trading_id", rows -> removalCheck.checkRows(rows, findings));
        findOrphans(findings);
        compareHeads(findings);
        var receipt = receipts.last();
        receipt.ifPresent(head -> snapshot.executeWithoutResult(
                status -> new HeadCheck(entries, findings).compare(head, "this client's receipt at the server")));
        var report = report(true, started, end.number(), end, receipt.orElse(null), findings);
        if (report.intact()) {
            anchor.verified(end, report.finishedAt());
        }
        return report;
    }

    /** Verifies the entries since the last verified one, up to a number of entries, and their trades. */
    synchronized VerificationReport verifyRecent(int limit) {
        var findings = new Findings();
        var started = clock.instant();
        var from = anchor.current().verified();
        var end = verifyEntries(from, limit, true, findings);
        compareHeads(findings);
        return report(false, started, end.number() - from.number(), end, null, findings);
    }

    /** Verifies one trade with its entries; returns the findings, also those of the last verification that concern it. */
    public List<Finding> verifyTrade(String tradingId) {
        var findings = new Findings();
        snapshot.executeWithoutResult(status -> tradeCheck.check(List.of(tradingId), findings));
        last().ifPresent(report -> report.findings().stream()
                .filter(finding -> finding.tradingId() == null && finding.concerns(tradingId))
                .forEach(findings::add));
        return findings.kept();
    }

    private LedgerHead verifyEntries(LedgerHead from, long limit, boolean withTrades, Findings findings) {
        var check = new EntryCheck(entries, new Removals(entries, removalCheck), from, findings);
        long last = Math.min(entries.lastNumber(), from.number() + Math.min(limit, Long.MAX_VALUE - from.number()));
        var end = from;
        while (check.number() < last) {
            var chunk = snapshot.execute(status -> {
                var read = entries.after(check.number(), page);
                read.forEach(check::check);
                removalCheck.check(read, findings);
                var concerned = links.check(read, findings);
                if (withTrades) {
                    tradeCheck.check(concerned, findings);
                }
                return read;
            });
            if (chunk.isEmpty()) {
                break;
            }
            var tail = chunk.get(chunk.size() - 1);
            end = new LedgerHead(tail.number(), tail.head());
        }
        return end;
    }

    /** Calls the check with the rows of each page, by their key. */
    private void pages(Pages rows, String key, Consumer<List<Map<String, Object>>> check) {
        for (var after = ""; after != null; ) {
            var from = after;
            after = snapshot.execute(status -> {
                var read = rows.after(from, page);
                check.accept(read);
                return read.isEmpty() ? null : StoredValues.text(read.get(read.size() - 1), key);
            });
        }
    }

    private void checkRequests(List<Map<String, Object>> rows, Findings findings) {
        Map<String, String> references = new HashMap<>();
        trades.trades(rows.stream()
                        .map(row -> StoredValues.text(row, "trading_id"))
                        .distinct()
                        .toList())
                .forEach(trade -> references.put(
                        StoredValues.text(trade, "trading_id"), StoredValues.text(trade, "order_reference")));
        orderCheck.checkRequests(rows, references, findings);
    }

    private void findOrphans(Findings findings) {
        orphans("history_entry", trades::historiesWithoutTrade, findings);
        orphans("trade_line", trades::linesWithoutTrade, findings);
        orphans("trade_due", trades::dueTimesWithoutTrade, findings);
    }

    private void orphans(String table, Function<Integer, List<String>> query, Findings findings) {
        snapshot.execute(status -> query.apply(page)).forEach(id -> findings.add(Finding.added(table, id, id)));
    }

    private void compareHeads(Findings findings) {
        var anchored = anchor.current();
        snapshot.executeWithoutResult(status -> {
            var check = new HeadCheck(entries, findings);
            check.compareStored();
            check.compare(anchored.entry(), "the anchor file");
        });
    }

    private VerificationReport report(
            boolean whole, Instant started, long checked, LedgerHead end, LedgerHead receipt, Findings findings) {
        var report = new VerificationReport(
                whole, started, clock.instant(), checked, end, receipt, findings.count(), findings.kept());
        last.set(report);
        return report;
    }

    /** Reads the rows after a key. */
    @FunctionalInterface
    private interface Pages {
        List<Map<String, Object>> after(String key, int limit);
    }
}
