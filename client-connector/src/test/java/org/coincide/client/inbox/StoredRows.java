package org.coincide.client.inbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** A table as somebody with SQL access changes it: without foreign keys, any value. Knows the tables from the database's metadata. */
final class StoredRows {

    private final JdbcTemplate jdbc;
    private final String table;
    private final List<String> keys;
    private final List<Map<String, Object>> saved;

    private StoredRows(JdbcTemplate jdbc, String table, List<String> keys) {
        this.jdbc = jdbc;
        this.table = table;
        this.keys = keys;
        this.saved = jdbc.queryForList("SELECT * FROM " + table + " ORDER BY " + String.join(", ", keys));
    }

    /** All tables except these. */
    static List<StoredRows> except(Set<String> excluded, DataSource database) throws SQLException {
        var connection = database.getConnection();
        var jdbc = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
        jdbc.execute(
                connection.getMetaData().getDatabaseProductName().startsWith("HSQL")
                        ? "SET DATABASE REFERENTIAL INTEGRITY FALSE"
                        : "SET session_replication_role = replica");
        List<StoredRows> tables = new ArrayList<>();
        for (var name : names(connection)) {
            if (excluded.contains(name.toLowerCase(Locale.ROOT))) {
                continue;
            }
            tables.add(new StoredRows(jdbc, name.toLowerCase(Locale.ROOT), keys(connection, name)));
        }
        return tables;
    }

    private static List<String> names(Connection connection) throws SQLException {
        List<String> names = new ArrayList<>();
        try (var found =
                connection.getMetaData().getTables(null, connection.getSchema(), "%", new String[] {"TABLE"})) {
            while (found.next()) {
                if (!found.getString("TABLE_NAME").equals("flyway_schema_history")) {
                    names.add(found.getString("TABLE_NAME"));
                }
            }
        }
        return names;
    }

    private static List<String> keys(Connection connection, String table) throws SQLException {
        Map<Integer, String> keys = new java.util.TreeMap<>();
        try (var found = connection.getMetaData().getPrimaryKeys(null, connection.getSchema(), table)) {
            while (found.next()) {
                keys.put(found.getInt("KEY_SEQ"), found.getString("COLUMN_NAME"));
            }
        }
        return List.copyOf(keys.values());
    }

    String table() {
        return table;
    }

    int count() {
        return saved.size();
    }

    /** The first and the last row, and one of each kind. */
    Set<Integer> samples() {
        Map<Object, Integer> kinds = new HashMap<>();
        for (int row = 0; row < saved.size(); row++) {
            kinds.putIfAbsent(saved.get(row).get("kind"), row);
        }
        Set<Integer> samples = new TreeSet<>(kinds.values());
        samples.add(saved.size() - 1);
        return samples;
    }

    List<String> columns() {
        return jdbc.query("SELECT * FROM " + table + " WHERE 1 = 0", rows -> {
            List<String> columns = new ArrayList<>();
            for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
                columns.add(rows.getMetaData().getColumnLabel(i));
            }
            return columns;
        });
    }

    /** Changes one column of a row; returns false if the database refuses the value. */
    boolean update(int row, String column) {
        var values = saved.get(row);
        return run(
                "UPDATE " + table + " SET " + column + " = ? WHERE " + condition(),
                join(changed(column, values.get(column)), keyOf(values)));
    }

    /** Sets one column of a row to NULL; returns false if it is NULL, or if the database refuses it. */
    boolean clear(int row, String column) {
        var values = saved.get(row);
        return values.get(column) != null
                && run("UPDATE " + table + " SET " + column + " = NULL WHERE " + condition(), keyOf(values));
    }

    void delete(int row) {
        jdbc.update("DELETE FROM " + table + " WHERE " + condition(), keyOf(saved.get(row)));
    }

    void truncate() {
        jdbc.update("DELETE FROM " + table);
    }

    /** Inserts a copy of a row under another key; returns false if the database refuses it. */
    boolean insertCopy(int row) {
        Map<String, Object> copy = new LinkedHashMap<>(saved.get(row));
        for (var column : copy.keySet()) {
            if (keys.get(keys.size() - 1).equalsIgnoreCase(column)
                    || table.equals("trade") && column.equalsIgnoreCase("order_reference")) {
                copy.put(column, changed(column, copy.get(column)));
            }
        }
        return insert(copy);
    }

    /** Restores the rows. */
    void restore() {
        jdbc.update("DELETE FROM " + table);
        saved.forEach(this::insert);
    }

    private boolean insert(Map<String, Object> row) {
        return run(
                "INSERT INTO " + table + " (" + String.join(", ", row.keySet()) + ") VALUES ("
                        + row.keySet().stream().map(column -> "?").collect(Collectors.joining(", ")) + ")",
                row.values().toArray());
    }

    private boolean run(String sql, Object... values) {
        try {
            return jdbc.update(sql, values) == 1;
        } catch (DataIntegrityViolationException refused) {
            return false;
        }
    }

    private Object changed(String column, Object value) {
        if (value instanceof Boolean flag) {
            return !flag;
        }
        if (value instanceof Number) {
            return jdbc.queryForObject("SELECT MAX(" + column + ") + 1 FROM " + table, Object.class);
        }
        if (value instanceof Timestamp time) {
            return OffsetDateTime.ofInstant(time.toInstant().plusSeconds(1), java.time.ZoneOffset.UTC);
        }
        if (value instanceof OffsetDateTime time) {
            return time.plusSeconds(1);
        }
        if (value instanceof String text) {
            return text.isEmpty() ? "x" : text.substring(0, text.length() - 1) + (text.endsWith("0") ? "1" : "0");
        }
        return instead(column);
    }

    /** A value instead of null. */
    private Object instead(String column) {
        int type = jdbc.query("SELECT " + column + " FROM " + table + " WHERE 1 = 0", rows ->
                (Integer) rows.getMetaData().getColumnType(1));
        return switch (type) {
            case java.sql.Types.VARCHAR -> "0";
            case java.sql.Types.BIGINT, java.sql.Types.INTEGER -> 1;
            default -> OffsetDateTime.parse("2026-11-24T09:00:00Z");
        };
    }

    private String condition() {
        return keys.stream().map(key -> key + " = ?").collect(Collectors.joining(" AND "));
    }

    private Object[] keyOf(Map<String, Object> row) {
        return keys.stream().map(row::get).toArray();
    }

    private static Object[] join(Object first, Object[] rest) {
        var all = new ArrayList<>();
        all.add(first);
        all.addAll(List.of(rest));
        return all.toArray();
    }
}
