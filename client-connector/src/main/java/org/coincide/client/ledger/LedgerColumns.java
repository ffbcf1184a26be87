package org.coincide.client.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.coincide.client.contract.Reason;
import org.coincide.client.contract.Statuses;
import org.coincide.client.contract.StorableText;

/** Converts columns that several tables of the ledger have. */
final class LedgerColumns {

    private static final int REASON_TEXT_LENGTH = 2000;

    private LedgerColumns() {}

    /** Truncated to the precision of every database, so that a stored time can be compared. */
    static OffsetDateTime time(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    static Instant time(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static Statuses statuses(ResultSet row) throws SQLException {
        return new Statuses(
                row.getString("order_status"), row.getString("delivery_status"), row.getString("payment_status"));
    }

    static Reason reason(ResultSet row) throws SQLException {
        var code = row.getString("reason_code");
        return code == null ? null : new Reason(code, row.getString("reason_text"), null);
    }

    static String code(Reason reason) {
        return reason == null ? null : reason.code();
    }

    static String text(Reason reason) {
        return reason == null ? null : StorableText.sanitize(reason.text(), REASON_TEXT_LENGTH);
    }
}
