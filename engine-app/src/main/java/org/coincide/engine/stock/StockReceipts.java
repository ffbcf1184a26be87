package org.coincide.engine.stock;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.util.DigestUtils;

/** The goods receipts, each recorded once. */
@Repository
public class StockReceipts {

    /** The outcome of a goods receipt. */
    public enum Outcome {
        RECORDED,
        DUPLICATE,
        CONFLICT,
        UNKNOWN_ARTICLE
    }

    private final JdbcClient jdbc;
    private final Stock stock;
    private final Clock clock;

    StockReceipts(JdbcClient jdbc, Stock stock, Clock clock) {
        this.jdbc = jdbc;
        this.stock = stock;
        this.clock = clock;
    }

    /**
     * Records a receipt and adds all of its pieces to the stock, or nothing. A duplicate receipt changes nothing.
     *
     * @throws org.springframework.dao.DuplicateKeyException if another transaction records a receipt of this number at the same time
     */
    @Transactional
    public Outcome receive(StockReceipt receipt) {
        String digest = DigestUtils.md5DigestAsHex(receipt.lines().toString().getBytes(StandardCharsets.UTF_8));
        Optional<String> before = jdbc.sql("SELECT digest FROM stock_receipt WHERE receipt_number = ?")
                .param(receipt.receiptNumber())
                .query(String.class)
                .optional();
        if (before.isPresent()) {
            return before.get().equals(digest) ? Outcome.DUPLICATE : Outcome.CONFLICT;
        }
        List<String> articles = stock.levels().stream().map(StockLevel::sku).toList();
        if (!receipt.lines().stream().allMatch(line -> articles.contains(line.sku()))) {
            return Outcome.UNKNOWN_ARTICLE;
        }
        jdbc.sql("INSERT INTO stock_receipt (receipt_number, digest, received_at) VALUES (?, ?, ?)")
                .params(receipt.receiptNumber(), digest, clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        receipt.lines().stream()
                .collect(Collectors.groupingBy(StockReceipt.Line::sku, TreeMap::new, Collectors.toList()))
                .forEach((sku, lines) -> {
                    lines.forEach(line -> stock.receive(sku, line.pieces()));
                    stock.expect(sku, nextSupply(lines));
                });
        return Outcome.RECORDED;
    }

    /** Returns the date of the lines of an article; null if none has one. */
    private static LocalDate nextSupply(List<StockReceipt.Line> lines) {
        return lines.stream()
                .map(StockReceipt.Line::nextSupply)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
