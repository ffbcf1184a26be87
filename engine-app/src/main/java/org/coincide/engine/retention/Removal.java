package org.coincide.engine.retention;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Exports rows to a file and deletes them, in the caller's transaction: no row is deleted that is not on the disk. */
@Component
public class Removal {

    private final JdbcClient jdbc;
    private final RemovedRowsFile file;

    Removal(JdbcClient jdbc, RemovedRowsFile file) {
        this.jdbc = jdbc;
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
        List<Map<String, Object>> rows = jdbc.sql("SELECT * FROM " + table + " WHERE " + condition)
                .params(parameters)
                .query()
                .listOfRows();
        if (rows.isEmpty()) {
            return 0;
        }
        file.append(table, rows);
        return jdbc.sql("DELETE FROM " + table + " WHERE " + condition)
                .params(parameters)
                .update();
    }
}
