package org.coincide.client.integrity;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * One difference between what is stored and what was recorded.
 *
 * @param row the row's key
 * @param column the changed column; null for a row that is missing or was added
 * @param tradingId the row's trade; null for other rows
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Finding(String table, String row, String column, String tradingId, String problem) {

    static final String ANCHOR = "anchor";

    static Finding missing(String table, String row, String tradingId) {
        return new Finding(table, row, null, tradingId, "the row is missing");
    }

    static Finding added(String table, String row, String tradingId) {
        return new Finding(table, row, null, tradingId, "the row was added: no ledger entry explains it");
    }

    static Finding changed(String table, String row, String column, String tradingId) {
        return new Finding(table, row, column, tradingId, "the value differs from the ledger's entries");
    }

    /** Returns true if the finding concerns the trade, or the ledger as a whole. */
    public boolean concerns(String trade) {
        return trade.equals(tradingId) || tradingId == null && (table.startsWith("ledger_") || table.equals(ANCHOR));
    }

    @Override
    public String toString() {
        return table + " " + row + (column == null ? "" : " " + column) + ": " + problem;
    }
}
