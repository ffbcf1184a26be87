package org.coincide.engine.hsqldb;

import com.zaxxer.hikari.HikariDataSource;
import java.io.File;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hsqldb.jdbc.JDBCDriver;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.stereotype.Component;

/**
 * Sees to the two ends of a life in an HSQLDB file: nothing is opened with settings that lose data, and the last thing that
 * happens, after everyone who uses the pool has gone and before the pool closes, is the database's own shutdown. (HSQLDB's
 * {@code shutdown=true} would do that each time the pool happens to be empty.) In between, its connections keep what they have
 * prepared.
 */
@Component
class HsqldbDataSourcePostProcessor implements DestructionAwareBeanPostProcessor {

    /** Without the first, writers lock whole tables; without the second, a crash takes back what was acknowledged. */
    private static final List<String> NEEDED = List.of("hsqldb.tx=mvcc", "hsqldb.write_delay=false");

    private static final String HSQLDB = "jdbc:hsqldb:";

    private static final List<String> NO_FILE = List.of("mem:", "res:", "hsql:", "hsqls:", "http:", "https:");

    private final ObjectProvider<StatementPoolProperties> statements;

    HsqldbDataSourcePostProcessor(ObjectProvider<StatementPoolProperties> statements) {
        this.statements = statements;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (isFile(bean)) {
            requireSafe(((HikariDataSource) bean).getJdbcUrl());
            keepStatements((HikariDataSource) bean);
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (isFile(bean)) {
            makeSafe(JdbcClient.create((HikariDataSource) bean));
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
            JdbcClient.create((HikariDataSource) bean).sql("SHUTDOWN").update();
        }
    }

    private void keepStatements(HikariDataSource pool) {
        int kept = statements.getObject().kept();
        if (kept > 0) {
            var database = new SimpleDriverDataSource(JDBCDriver.driverInstance, pool.getJdbcUrl());
            pool.setDataSource(new StatementPoolingDataSource(database, kept));
        }
    }

    static void requireSafe(String url) {
        List<String> options = Stream.of(url.toLowerCase(Locale.ROOT).split(";"))
                .skip(1)
                .map(String::strip)
                .toList();
        List<String> missing =
                NEEDED.stream().filter(option -> !options.contains(option)).toList();
        if (!missing.isEmpty()) {
            throw new UnsafeHsqldbException(url, missing);
        }
    }

    /** HSQLDB reads the options of the URL when it creates a database and ignores them ever after, so an older one is told. */
    private static void makeSafe(JdbcClient database) {
        if (!"MVCC".equals(setting(database, "hsqldb.tx"))) {
            database.sql("SET DATABASE TRANSACTION CONTROL MVCC").update();
        }
        if (!"false".equals(setting(database, "hsqldb.write_delay"))) {
            database.sql("SET FILES WRITE DELAY FALSE").update();
        }
        // Its own checkpoints would stop the server for ever: see CheckpointListener, which makes them instead.
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

    /** Where the database of this URL logs what came after its last checkpoint. */
    static File log(String url) {
        return new File(url.split(";")[0].substring(HSQLDB.length()).replaceFirst("^file:", "") + ".log");
    }
}
