package org.coincide.engine.retention;

import java.util.Collection;
import java.util.Map;
import javax.sql.DataSource;
import org.coincide.engine.retention.RemovedRowsFile.Appender;
import org.springframework.jdbc.core.ColumnMapRowMapper;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Exports rows to a file and deletes them, in the caller's transaction: no row is deleted that is not on the disk. */
@Component
public class Removal {

    /** Rows that the driver reads at once; a label has up to 1.4 million characters. */
    private static final int ROWS_AT_ONCE = 10;

    private final NamedParameterJdbcTemplate jdbc;
    private final RemovedRowsFile file;

    Removal(DataSource database, RemovedRowsFile file) {
        JdbcTemplate inParts = new JdbcTemplate(database);
        inParts.setFetchSize(ROWS_AT_ONCE);
        this.jdbc = new NamedParameterJdbcTemplate(inParts);
        this.file = file;
    }

    /**
     * Removes the rows of a table with one of these values in a column.
     *
     * @return number of rows
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remove(String table, String column, Collection<?> values) {
        return values.isEmpty() ? 0 : remove(table, column + " IN (:ids)", Map.of("ids", values));
    }

    /**
     * Removes the rows of a table that meet a condition.
     *
     * @return number of rows
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int remove(String table, String condition, Map<String, ?> parameters) {
        if (export(table, condition, parameters) == 0) {
            return 0;
        }
        return jdbc.update("DELETE FROM " + table + " WHERE " + condition, parameters);
    }

    /** Exports the rows one by one: together they can be larger than the memory. */
    private int export(String table, String condition, Map<String, ?> parameters) {
        ColumnMapRowMapper columns = new ColumnMapRowMapper();
        try (Appender lines = file.append(table)) {
            jdbc.query("SELECT * FROM " + table + " WHERE " + condition, parameters, row -> {
                lines.add(columns.mapRow(row, 0));
            });
            return lines.force();
        }
    }
}
