/**
 * The floor under the order's journey, not a stop of it: what the workflow engine needs to keep its state in HSQLDB, the
 * embedded default. On any other database nothing in this package does anything.
 *
 * <p>The engine knows neither HSQLDB's product name nor its SQL, so this package
 *
 * <ul>
 *   <li>registers the database type {@code hsqldb} as the engine's own H2 dialect with what differs ({@link
 *       org.coincide.engine.hsqldb.HsqldbStatements});
 *   <li>creates the tables from the engine's own H2 scripts, rewritten when they are run and read from the engine's jar, so
 *       that nothing of them is kept here ({@link org.coincide.engine.hsqldb.SchemaScript});
 *   <li>takes the engine's exclusive locks by an update of the row, because {@code SELECT … FOR UPDATE} takes none under
 *       HSQLDB's MVCC ({@link org.coincide.engine.hsqldb.HsqldbSession});
 *   <li>gives the engine the error codes that it reads, so that a lost race is an {@code OptimisticLockingException} and not a
 *       fault ({@link org.coincide.engine.hsqldb.ErrorCodeTranslator}). That happens between the engine and MyBatis, not at the data
 *       source: the rest of the application goes on to see HSQLDB's own exceptions, which Spring translates well;
 *   <li>refuses a database that would lose acknowledged commits or lock whole tables, and shuts it down when the application
 *       ends ({@link org.coincide.engine.hsqldb.HsqldbDataSourcePostProcessor});
 *   <li>keeps what a connection has prepared ({@link
 *       org.coincide.engine.hsqldb.StatementPoolingDataSource});
 *   <li>makes the database's checkpoints between transactions: HSQLDB's own ones wait for a transaction that waits for them ({@link
 *       org.coincide.engine.hsqldb.CheckpointListener}).
 * </ul>
 *
 * <p>Limits, which is why production runs on PostgreSQL: one process, hence one engine, per database file; a value of a process
 * variable or a deployed resource ends at 16 MB; a transaction that loses a deadlock is rolled back whole by the database, so an
 * exception with SQLState 40001 must never be caught and worked around inside its transaction; where our own code needs a row
 * lock it updates the row first.
 *
 * <p>The server's URL asks for cached tables: rows lie on the disk, and the heap does not grow with what is kept. HSQLDB's own
 * default, tables in memory, is half as fast again, and needs some 6 GB of heap for 100,000 trades. HSQLDB reads its URL's options
 * only when it creates a database. After a {@code kill -9} a start waits up to ten seconds until the lock file of the killed
 * process is out of date.
 *
 * <p>What an engine upgrade needs: the statements are copied from H2's when the application starts, so new ones arrive by
 * themselves, and {@code EngineQueriesIT} runs those that HSQLDB has trouble with. Tables of an existing database do not
 * change by themselves (nor do they on PostgreSQL): the engine's jar has {@code h2_engine_<from>_to_<to>.sql}, which must go
 * through {@link org.coincide.engine.hsqldb.SchemaScript} once. {@code SchemaScriptTest} fails when a script of a new version
 * holds a type that it does not know.
 *
 * <p>One of the three packages that touch {@code org.camunda.bpm.engine.impl}, beside {@code lifecycle} and {@code security}.
 */
package org.coincide.engine.hsqldb;
