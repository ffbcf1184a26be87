/**
 * Infrastructure below the order's journey: the workflow engine's support for HSQLDB, the embedded default database. On any
 * other database the package is inactive.
 *
 * <p>The engine supports neither HSQLDB's product name nor its SQL, so this package
 *
 * <ul>
 *   <li>registers the database type {@code hsqldb} as a variant of the engine's H2 dialect ({@link
 *       org.coincide.engine.hsqldb.HsqldbStatements});
 *   <li>creates the tables from the H2 scripts in the engine's jar, rewritten when they are run, so that no copy has to be
 *       maintained ({@link org.coincide.engine.hsqldb.SchemaScript});
 *   <li>takes the engine's exclusive locks by an update of the row, because {@code SELECT … FOR UPDATE} takes none under
 *       HSQLDB's MVCC ({@link org.coincide.engine.hsqldb.HsqldbSession});
 *   <li>translates error codes for the engine, so that a concurrency conflict is an {@code OptimisticLockingException} ({@link
 *       org.coincide.engine.hsqldb.ErrorCodeTranslator}). The translation sits between the engine and MyBatis, not at the data
 *       source: the rest of the application gets HSQLDB's own exceptions, which Spring translates;
 *   <li>refuses a database that would lose acknowledged commits or lock whole tables, and shuts it down when the application
 *       ends ({@link org.coincide.engine.hsqldb.HsqldbDataSourcePostProcessor});
 *   <li>pools the prepared statements of each connection ({@link org.coincide.engine.hsqldb.StatementPoolingDataSource});
 *   <li>runs the database's checkpoints between transactions, because HSQLDB's own checkpoints can deadlock with nested
 *       transactions ({@link org.coincide.engine.hsqldb.CheckpointListener});
 *   <li>waits for the disk after a commit has left HSQLDB's lock, so that one sync serves several commits ({@link
 *       org.coincide.engine.hsqldb.DurableFileAccess});
 *   <li>replaces the lock of HSQLDB's row cache by one that readers do not contend for ({@link
 *       org.coincide.engine.hsqldb.RowCacheLock});
 *   <li>ends statements that HSQLDB does not wake, so that their callers repeat them ({@link
 *       org.coincide.engine.hsqldb.StuckStatements}).
 * </ul>
 *
 * <p>Limits, for which production uses PostgreSQL: one process, hence one engine, per database file; a process variable or a
 * deployed resource has at most 16 MB; the database rolls back the whole transaction that loses a deadlock, so an exception with
 * SQLState 40001 must never be caught and handled inside its transaction; code that needs a row lock updates the row first.
 *
 * <p>The server's URL selects cached tables: rows are stored on disk, and the heap does not grow with the data. HSQLDB's
 * default, tables in memory, is 1.5 times as fast, and needs about 6 GB of heap for 100,000 trades. HSQLDB reads the options of
 * its URL only when it creates a database. After a {@code kill -9} a start waits up to ten seconds until the lock file of the
 * killed process is stale.
 *
 * <p>Engine upgrades: the statements are copied from H2's when the application starts, so new statements need no change, and
 * {@code EngineQueriesIT} runs those that need HSQLDB's own fragments. The tables of an existing database are not upgraded
 * automatically (nor are they on PostgreSQL): {@code h2_engine_<from>_to_<to>.sql} of the engine's jar must be rewritten by
 * {@link org.coincide.engine.hsqldb.SchemaScript} and run once. {@code SchemaScriptTest} fails when a script of a new version
 * contains an unknown type.
 *
 * <p>One of the packages that use the engine's internal classes (ADR 11).
 */
package org.coincide.engine.hsqldb;
