/**
 * Support of the server's tests. {@link org.coincide.engine.support.OnHsqldb} and
 * {@link org.coincide.engine.support.OnPostgresql} give a Spring test a database of its own, so that nested classes run the same tests on
 * both:
 *
 * <pre>{@code
 * @BothDatabases
 * class JournalIT {
 *
 *     @Nested
 *     @OnHsqldb
 *     class Hsqldb extends OnEachDatabase {}
 *
 *     @Nested
 *     @OnPostgresql
 *     class Postgresql extends OnEachDatabase {}
 *
 *     @SpringBootTest
 *     abstract static class OnEachDatabase { … }
 * }
 * }</pre>
 */
package org.coincide.engine.support;
