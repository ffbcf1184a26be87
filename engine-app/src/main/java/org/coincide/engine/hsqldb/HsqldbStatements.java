package org.coincide.engine.hsqldb;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.Map;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;

/**
 * The SQL fragments of which the engine's statements are composed: H2's, except those that HSQLDB does not support.
 */
final class HsqldbStatements {

    /** HSQLDB requires a type where H2 accepts an untyped NULL or literal in a column of a UNION or a sort. */
    private static final Map<String, String> CONSTANTS = Map.of(
            "constant.null.startTime", "CAST(NULL AS TIMESTAMP) AS START_TIME_",
            "constant.varchar.cast", "CAST('${key}' AS VARCHAR(64))",
            "constant.integer.cast", "CAST(NULL AS INTEGER)",
            "constant.null.reporter", "CAST(NULL AS VARCHAR(255)) AS REPORTER_",
            // SELECT FOR UPDATE takes no lock under MVCC; HsqldbSession takes the locks that the engine relies on.
            "constant_for_update", "");

    private HsqldbStatements() {}

    static void register() {
        // The engine's maps are unsynchronized and static; a second application context may start at the same time.
        synchronized (DbSqlSessionFactory.class) {
            for (Field field : DbSqlSessionFactory.class.getFields()) {
                if (Modifier.isStatic(field.getModifiers()) && field.getType() == Map.class) {
                    copyEntry(mapOf(field));
                }
            }
            override();
        }
    }

    private static void override() {
        String type = HsqldbDialect.DATABASE_TYPE;
        DbSqlSessionFactory.databaseSpecificDummyTable.put(type, "FROM (VALUES(0))");
        DbSqlSessionFactory.databaseSpecificDaysComparator.put(
                type, "DATEDIFF('day', ${date}, CAST(#{currentTimestamp} AS TIMESTAMP)) >= ${days}");
        var constants = new HashMap<>(DbSqlSessionFactory.dbSpecificConstants.get(DbSqlSessionFactory.H2));
        constants.putAll(CONSTANTS);
        DbSqlSessionFactory.dbSpecificConstants.put(type, constants);
    }

    private static void copyEntry(Map<String, Object> perDatabase) {
        Object ofH2 = perDatabase.get(DbSqlSessionFactory.H2);
        if (ofH2 != null) {
            perDatabase.put(HsqldbDialect.DATABASE_TYPE, ofH2);
        }
    }

    @SuppressWarnings(
            "unchecked") // every public map of that class has the database type as its key, or has no entry "h2"
    private static Map<String, Object> mapOf(Field field) {
        try {
            return (Map<String, Object>) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("The engine's field is not accessible: " + field, e);
        }
    }
}
