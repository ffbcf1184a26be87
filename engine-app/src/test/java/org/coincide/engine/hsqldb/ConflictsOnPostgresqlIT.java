package org.coincide.engine.hsqldb;

import org.coincide.engine.support.OnPostgresql;

@OnPostgresql
class ConflictsOnPostgresqlIT extends ConflictsSuite {}
