package org.coincide.client.ledger;

import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.coincide.client.storage.HsqldbStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.DestructionAwareBeanPostProcessor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Makes an HSQLDB file durable, so that neither a crash nor a full disk loses an acknowledged entry: guards the connections, requires the options in the URL, and applies them
 * to an existing file. HSQLDB reads the options of the URL when it creates a database, and ignores them afterwards.
 */
@Component
class HsqldbDataSourcePostProcessor implements DestructionAwareBeanPostProcessor {

    /** By default, HSQLDB locks whole tables and writes its log up to half a second late. */
    private static final List<String> REQUIRED_OPTIONS = List.of("hsqldb.tx=mvcc", "hsqldb.write_delay=false");

    private static final String HSQLDB = "jdbc:hsqldb:";

    private static final List<String> NO_FILE = List.of("mem:", "res:", "hsql:", "hsqls:", "http:", "https:");

    private final ObjectProvider<HsqldbStore> store;

    HsqldbDataSourcePostProcessor(ObjectProvider<HsqldbStore> store) {
        this.store = store;
    }

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && isFile(pool.getJdbcUrl())) {
            requireOptions(pool.getJdbcUrl());
            pool.setDataSource(store.getObject().guard(pool));
        }
        return bean;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool && isFile(pool.getJdbcUrl())) {
            applyOptions(JdbcClient.create(pool));
        }
        return bean;
    }

    @Override
    public boolean requiresDestruction(Object bean) {
        return bean instanceof HikariDataSource pool && isFile(pool.getJdbcUrl());
    }

    @Override
    public void postProcessBeforeDestruction(Object bean, String name) {
        if (((HikariDataSource) bean).isRunning()) {
            store.getObject().shutdown();
        }
    }

    private static void applyOptions(JdbcClient database) {
        if (!"MVCC".equalsIgnoreCase(property(database, "hsqldb.tx"))) {
            database.sql("SET DATABASE TRANSACTION CONTROL MVCC").update();
        }
        if (!"false".equals(property(database, "hsqldb.write_delay"))) {
            database.sql("SET FILES WRITE DELAY FALSE").update();
        }
    }

    private static String property(JdbcClient database, String name) {
        return database.sql("SELECT PROPERTY_VALUE FROM INFORMATION_SCHEMA.SYSTEM_PROPERTIES WHERE PROPERTY_NAME = ?")
                .param(name)
                .query(String.class)
                .single();
    }

    private static void requireOptions(String url) {
        List<String> options = Stream.of(url.toLowerCase(Locale.ROOT).split(";"))
                .skip(1)
                .map(String::strip)
                .toList();
        List<String> missing = REQUIRED_OPTIONS.stream()
                .filter(option -> !options.contains(option))
                .toList();
        if (!missing.isEmpty()) {
            throw new NonDurableLedgerException(url, missing);
        }
    }

    private static boolean isFile(String url) {
        return url != null
                && url.startsWith(HSQLDB)
                && NO_FILE.stream().noneMatch(url.substring(HSQLDB.length())::startsWith);
    }
}
