package org.coincide.engine.hsqldb;

import org.coincide.engine.support.OnPostgresql;

@OnPostgresql
class QueriesOnPostgresqlIT extends QueriesSuite {}
