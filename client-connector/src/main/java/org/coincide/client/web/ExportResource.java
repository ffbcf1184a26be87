package org.coincide.client.web;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.coincide.client.ledger.TradeSearch;
import org.coincide.client.verification.Trade;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Exports of all trades: {@code /api/export/trades.csv} and {@code /api/export/trades.jsonl}. Read in parts, by trading identifier. */
@RestController
class ExportResource {

    private static final int PART = 500;
    private static final List<String> COLUMNS = List.of(
            "tradingId",
            "orderReference",
            "order",
            "delivery",
            "payment",
            "closed",
            "sequence",
            "currency",
            "ordered",
            "authorized",
            "captured",
            "refunded",
            "reason",
            "openedAt",
            "changedAt");

    private final TradeSearch search;
    private final ObjectMapper json;

    ExportResource(TradeSearch search, ObjectMapper json) {
        this.search = search;
        this.json = json;
    }

    @GetMapping("/api/export/trades.jsonl")
    void jsonLines(HttpServletResponse response) throws IOException {
        var out = attachment(response, "application/jsonl", "trades.jsonl");
        for (var part = search.after("", PART); !part.isEmpty(); part = search.after(last(part), PART)) {
            for (var trade : part) {
                out.write(json.writeValueAsBytes(TradeView.of(trade)));
                out.write('\n');
            }
        }
    }

    @GetMapping("/api/export/trades.csv")
    void csv(HttpServletResponse response) throws IOException {
        var schema = CsvSchema.builder()
                .addColumns(COLUMNS, CsvSchema.ColumnType.STRING)
                .build();
        var writer = new CsvMapper().writerFor(String[].class).with(schema.withUseHeader(false));
        var out = attachment(response, "text/csv;charset=UTF-8", "trades.csv");
        out.write((String.join(",", COLUMNS) + "\n").getBytes(StandardCharsets.UTF_8));
        for (var part = search.after("", PART); !part.isEmpty(); part = search.after(last(part), PART)) {
            for (var trade : part) {
                out.write(writer.writeValueAsBytes(row(TradeView.of(trade))));
            }
        }
    }

    private static OutputStream attachment(HttpServletResponse response, String type, String name) throws IOException {
        response.setContentType(type);
        response.setHeader(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"");
        return response.getOutputStream();
    }

    private static String last(List<Trade> part) {
        return part.get(part.size() - 1).tradingId();
    }

    private static String[] row(TradeView trade) {
        var amounts = trade.amounts();
        return Stream.of(
                        trade.tradingId(),
                        trade.orderReference(),
                        trade.order(),
                        trade.delivery(),
                        trade.payment(),
                        String.valueOf(trade.closed()),
                        String.valueOf(trade.sequence()),
                        amounts.currency(),
                        amounts.ordered(),
                        amounts.authorized(),
                        amounts.captured(),
                        amounts.refunded(),
                        trade.reason() == null ? "" : text(trade.reason().code()),
                        trade.openedAt().toString(),
                        trade.changedAt().toString())
                .toArray(String[]::new);
    }

    /** A spreadsheet executes a cell that begins as a formula. Only a reason's code comes from the server as free text. */
    private static String text(String cell) {
        return cell.matches("(?s)[=+@\\t\\r-].*") ? "'" + cell : cell;
    }
}
