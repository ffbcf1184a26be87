package org.coincide.engine.benchmark;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Predicate;
import org.coincide.engine.support.Database;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The rows of all trades of a PostgreSQL database, kept in another schema while some of their tables are empty. */
final class SavedTradeTables implements AutoCloseable {

    private final Connection connection;
    private final JdbcClient jdbc;
    private final List<String> tables;

    /** From now on no vacuum of the database's own changes the statistics of the tables, and with them the plans. */
    SavedTradeTables(Database database) throws SQLException {
        connection = DriverManager.getConnection(database.url(), database.username(), database.password());
        jdbc = JdbcClient.create(new SingleConnectionDataSource(connection, true));
        tables = CopiedTrades.tables(jdbc);
        // Rows are removed and restored table by table, so a row can be there before the one to which it refers.
        execute("SET session_replication_role = replica");
        execute("CREATE SCHEMA kept");
        for (String table : tables) {
            execute("CREATE TABLE kept.%1$s AS TABLE public.%1$s".formatted(table));
            execute("ALTER TABLE public.%s SET (autovacuum_enabled = false)".formatted(table));
        }
    }

    /** Leaves these tables empty and all others with the rows that they had, and lets PostgreSQL know. */
    void empty(Predicate<String> emptied) {
        tables.forEach(table -> execute("DELETE FROM public." + table));
        execute("VACUUM");
        tables.stream().filter(emptied.negate()).forEach(this::restore);
        execute("VACUUM (ANALYZE)");
    }

    /** Gives the emptied tables their rows, without a statement that would renew plans. */
    void restore(Predicate<String> emptied) {
        tables.stream().filter(emptied).forEach(this::restore);
    }

    private void restore(String table) {
        execute("INSERT INTO public.%1$s OVERRIDING SYSTEM VALUE TABLE kept.%1$s".formatted(table));
    }

    private void execute(String statement) {
        jdbc.sql(statement).update();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
