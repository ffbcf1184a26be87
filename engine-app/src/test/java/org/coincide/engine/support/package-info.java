/**
 * What tests share. {@link org.coincide.engine.support.OnHsqldb} and {@link org.coincide.engine.support.OnPostgresql} give a
 * Spring test a database of its own, so that one abstract suite is promised on both:
 *
 * <pre>{@code
 * @SpringBootTest
 * abstract class JournalSuite { … }
 *
 * @OnHsqldb
 * class JournalOnHsqldbIT extends JournalSuite {}
 *
 * @OnPostgresql
 * class JournalOnPostgresqlIT extends JournalSuite {}
 * }</pre>
 */
package org.coincide.engine.support;
