package org.coincide.client.history;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.coincide.client.contract.MessageReader;
import org.coincide.client.evidence.EvidenceExport;
import org.coincide.client.evidence.EvidenceVerifier;
import org.coincide.client.integrity.LedgerVerification;
import org.coincide.client.ledger.ChainedTrade;
import org.coincide.client.ledger.LedgerEntries;
import org.coincide.client.ledger.Removal;
import org.coincide.client.ledger.RemovedTrades;
import org.coincide.client.ledger.Trades;
import org.coincide.client.retention.RemovableTrade;
import org.coincide.client.retention.RetentionProperties;
import org.coincide.client.retention.TradeGuard;
import org.coincide.client.retention.TradeTables;
import org.coincide.client.retention.TradeTables.TradeTable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes closed trades, one in a transaction. Evidence is written and verified before the transaction, which compares the trade once more:
 * a message that arrived meanwhile keeps it.
 */
@Component
public class TradeRemoval {

    private static final Logger LOG = LoggerFactory.getLogger(TradeRemoval.class);

    private final Trades trades;
    private final LedgerEntries entries;
    private final RemovedTrades removed;
    private final List<TradeGuard> guards;
    private final List<TradeTable> tables;
    private final LedgerVerification verification;
    private final EvidenceExport export;
    private final EvidenceVerifier verifier;
    private final RemovedTradeFiles files;
    private final RetentionProperties properties;
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Counter removals;
    private final Counter unverified;

    TradeRemoval(
            Trades trades,
            LedgerEntries entries,
            RemovedTrades removed,
            List<TradeGuard> guards,
            List<TradeTables> owners,
            LedgerVerification verification,
            EvidenceExport export,
            MessageReader reader,
            RemovedTradeFiles files,
            RetentionProperties properties,
            JdbcClient jdbc,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.trades = trades;
        this.entries = entries;
        this.removed = removed;
        this.guards = guards;
        this.tables = owners.stream()
                .flatMap(owner -> owner.tables().stream())
                .sorted(Comparator.comparingInt(TradeTable::order))
                .toList();
        this.verification = verification;
        this.export = export;
        this.verifier = new EvidenceVerifier(reader, Set.of(export.signer()));
        this.files = files;
        this.properties = properties;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.clock = clock;
        this.removals = meters.counter("coincide.retention.removed");
        this.unverified = meters.counter("coincide.retention.unverified");
    }

    /** Returns the names of the tables with rows of trades. */
    public List<String> tables() {
        return tables.stream().map(TradeTable::name).toList();
    }

    /** Removes the trades that have expired at a time, until another time; returns their number. */
    public int remove(Instant now, Instant end) {
        int count = 0;
        var after = Instant.EPOCH;
        var afterId = "";
        List<ChainedTrade> page;
        do {
            page = trades.closedBefore(now.minus(properties.trades()), after, afterId, properties.batch());
            for (var chained : page) {
                after = chained.trade().changedAt();
                afterId = chained.trade().tradingId();
                if (clock.instant().isAfter(end)) {
                    return count;
                }
                count += remove(chained, now) ? 1 : 0;
            }
        } while (page.size() == properties.batch());
        return count;
    }

    private boolean remove(ChainedTrade chained, Instant now) {
        var tradingId = chained.trade().tradingId();
        var numbers = export.entriesOf(tradingId);
        if (mustStay(chained, numbers) || !isIntact(tradingId)) {
            return false;
        }
        var evidence = evidence(tradingId, numbers.size());
        if (evidence.isEmpty()) {
            return false;
        }
        var file = files.write(tradingId, evidence.get(), now);
        boolean done = Boolean.TRUE.equals(
                transaction.execute(status -> removeUnchanged(chained, numbers, file, digest(evidence.get()))));
        removals.increment(done ? 1 : 0);
        return done;
    }

    private boolean mustStay(ChainedTrade chained, Set<Long> numbers) {
        long last = numbers.stream().mapToLong(Long::longValue).max().orElse(Long.MAX_VALUE);
        var trade =
                new RemovableTrade(chained.trade().tradingId(), chained.trade().orderReference(), last);
        return guards.stream().anyMatch(guard -> guard.mustStay(trade));
    }

    /** A changed trade is evidence of the change, and stays. */
    private boolean isIntact(String tradingId) {
        var findings = verification.verifyTrade(tradingId);
        if (!findings.isEmpty()) {
            unverified.increment();
            LOG.warn("Trade {} is not intact and stays in the ledger: {}", tradingId, findings.get(0));
        }
        return findings.isEmpty();
    }

    /** Returns the evidence, verified as anybody can verify it who has the file only; empty if it does not hold. */
    private Optional<byte[]> evidence(String tradingId, int count) {
        var file = new ByteArrayOutputStream();
        try {
            export.writeTrade(tradingId, file);
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
        var result = verifier.verify(file.toByteArray(), Set.of(), Set.of());
        if (result.holds() && result.entries() == count) {
            return Optional.of(file.toByteArray());
        }
        unverified.increment();
        LOG.warn(
                "The evidence of trade {} does not hold, and the trade stays in the ledger: {}",
                tradingId,
                result.holds() ? "entries are missing" : result.problems().get(0));
        return Optional.empty();
    }

    /** Removes the trade, unless it has changed since it was exported. No message is appended meanwhile. */
    private boolean removeUnchanged(ChainedTrade exported, Set<Long> numbers, String file, String digest) {
        entries.lock();
        var trade = exported.trade();
        var tradingId = trade.tradingId();
        boolean unchanged = trades.find(tradingId)
                .filter(now -> now.trade().closed() && now.headHash().equals(exported.headHash()))
                .isPresent();
        if (!unchanged || !export.entriesOf(tradingId).equals(numbers) || mustStay(exported, numbers)) {
            return false;
        }
        var named = entries.load(numbers).values().stream()
                .map(Removal.Removed::of)
                .sorted(Comparator.comparingLong(Removal.Removed::number))
                .toList();
        removed.add(
                new Removal(
                        tradingId,
                        trade.orderReference(),
                        trade.sequence(),
                        trade.lastDigest(),
                        trade.changedAt(),
                        file,
                        digest,
                        named),
                clock.instant());
        tables.forEach(table -> jdbc.sql("DELETE FROM " + table.name() + " WHERE " + table.condition())
                .param("id", tradingId)
                .param("reference", trade.orderReference())
                .update());
        return true;
    }

    private static String digest(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("This Java platform lacks SHA-256, which every platform must support", e);
        }
    }
}
