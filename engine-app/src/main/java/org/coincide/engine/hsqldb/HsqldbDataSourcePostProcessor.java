package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Opens and shuts down an HSQLDB file safely. Refuses a database whose settings lose data, guards its
 * connections ({@link HsqldbStore}), enables statement pooling, and shuts
 * the database down after all users of the connection pool have stopped and before the pool closes. (HSQLDB's
 * {@code shutdown=true} would shut the database down each time the pool is empty.)
 */
@Component
class HsqldbDataSourcePostProcessor implements DestructionAwareBeanPostProcessor {

    /** Without MVCC, writers lock whole tables; with a write delay, a crash loses acknowledged commits. */
    private static final List<String> REQUIRED_OPTIONS = List.of("hsqldb.tx=mvcc", "hsqldb.write_delay=false");

    private static final String HSQLDB = "jdbc:hsqldb:";

    /** In kilobytes of rows on disk. */
    private static final String CACHE_SIZE = "hsqldb.cache_size=";

    private static final List<String> NO_FILE = List.of("mem:", "res:", "hsql:", "hsqls:", "http:", "https:");

    private final ObjectProvider<StatementPoolProperties> statements;
    private final ObjectProvider<RowCacheProperties> rowCache;
    private final ObjectProvider<HsqldbStore> store;

    HsqldbDataSourcePostProcessor(
            ObjectProvider<StatementPoolProperties> statements,
            ObjectProvider<RowCacheProperties> rowCache,
            ObjectProvider<HsqldbStore> store) {
        this.statements = statements;
        this.rowCache = rowCache;
        this.store = store;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (isFile(bean)) {
            requireSafe(((HikariDataSource) bean).getJdbcUrl());
            limitRowCache((HikariDataSource) bean);
            guard((HikariDataSource) bean);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (isFile(bean)) {
            JdbcClient database = JdbcClient.create((HikariDataSource) bean);
            applySafeSettings(database);
            applyRowCache(((HikariDataSource) bean).getJdbcUrl(), database);
        }
        return bean;
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return isFile(bean);
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        if (isFile(bean) && ((HikariDataSource) bean).isRunning()) {
            store.getObject().shutdown();
        }
    }

    private void guard(HikariDataSource pool) {
        DataSource guarded = store.getObject().guard(pool);
        int kept = statements.getObject().kept();
        pool.setExceptionOverride(new InvalidStatementOverride());
        pool.setDataSource(kept > 0 ? new StatementPoolingDataSource(guarded, kept) : guarded);
    }

    private void limitRowCache(HikariDataSource pool) {
        if (!pool.getJdbcUrl().toLowerCase(Locale.ROOT).contains(CACHE_SIZE)) {
            long size = rowCache.getObject().kilobytes(Runtime.getRuntime().maxMemory());
            pool.setJdbcUrl(pool.getJdbcUrl() + ";" + CACHE_SIZE + size);
        }
    }

    /** HSQLDB applies the size of an existing database when it opens it the next time. */
    private static void applyRowCache(String url, JdbcClient database) {
        String size = url.replaceFirst("(?i).*" + CACHE_SIZE + "(\\d+).*", "$1");
        if (!size.equals(setting(database, "hsqldb.cache_size"))) {
            database.sql("SET FILES CACHE SIZE " + Long.parseLong(size)).update();
        }
    }

    static void requireSafe(String url) {
        List<String> options = Stream.of(url.toLowerCase(Locale.ROOT).split(";"))
                .skip(1)
                .map(String::strip)
                .toList();
        List<String> missing = REQUIRED_OPTIONS.stream()
                .filter(option -> !options.contains(option))
                .toList();
        if (!missing.isEmpty()) {
            throw new UnsafeHsqldbException(url, missing);
        }
    }

    /** Applies the options to an existing database. HSQLDB reads them from the URL only when it creates a database. */
    private static void applySafeSettings(JdbcClient database) {
        if (!"MVCC".equals(setting(database, "hsqldb.tx"))) {
            database.sql("SET DATABASE TRANSACTION CONTROL MVCC").update();
        }
        if (!"false".equals(setting(database, "hsqldb.write_delay"))) {
            database.sql("SET FILES WRITE DELAY FALSE").update();
        }
        // HSQLDB's own checkpoints could deadlock the server; CheckpointListener runs them instead.
        database.sql("SET FILES LOG SIZE 0").update();
    }

    static String setting(JdbcClient database, String name) {
        return database.sql("SELECT PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES WHERE PROPERTY_NAME = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private static boolean isFile(Object bean) {
        return bean instanceof HikariDataSource pool && isFile(pool.getJdbcUrl());
    }

    static boolean isFile(String url) {
        return url != null
                && url.startsWith(HSQLDB)
                && NO_FILE.stream().noneMatch(url.substring(HSQLDB.length())::startsWith);
    }

    /** The log file of the database: the changes since its last checkpoint. */
    static File log(String url) {
        return new File(url.split(";")[0].substring(HSQLDB.length()).replaceFirst("^file:", "") + ".log");
    }
}
