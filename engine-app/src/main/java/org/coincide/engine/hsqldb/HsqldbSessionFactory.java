package org.coincide.engine.hsqldb;

import java.sql.Connection;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSession;
import org.camunda.bpm.engine.impl.db.sql.DbSqlSessionFactory;
import org.camunda.bpm.engine.impl.interceptor.Session;

/** A copy of the engine's session factory that opens {@linkplain HsqldbSession sessions for HSQLDB}. */
final class HsqldbSessionFactory extends DbSqlSessionFactory {

    HsqldbSessionFactory(DbSqlSessionFactory engineOwn) {
        super(true);
        setDatabaseType(engineOwn.getDatabaseType());
        setIdGenerator(engineOwn.getIdGenerator());
        setSqlSessionFactory(engineOwn.getSqlSessionFactory());
        setDbIdentityUsed(engineOwn.isDbIdentityUsed());
        setDbHistoryUsed(engineOwn.isDbHistoryUsed());
        setCmmnEnabled(engineOwn.isCmmnEnabled());
        setDmnEnabled(engineOwn.isDmnEnabled());
        setDatabaseTablePrefix(engineOwn.getDatabaseTablePrefix());
        setDatabaseSchema(engineOwn.getDatabaseSchema());
    }

    @Override
    public Session openSession() {
        return new HsqldbSession(this);
    }

    @Override
    public DbSqlSession openSession(Connection connection, String catalog, String schema) {
        return new HsqldbSession(this, connection, catalog, schema);
    }
}
