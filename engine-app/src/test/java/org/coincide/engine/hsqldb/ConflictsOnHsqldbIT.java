package org.coincide.engine.hsqldb;

import org.coincide.engine.support.OnHsqldb;

@OnHsqldb
class ConflictsOnHsqldbIT extends ConflictsSuite {}
