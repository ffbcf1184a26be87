package org.coincide.engine.journey;

import org.coincide.engine.support.OnPostgresql;

@OnPostgresql
class UndoOnPostgresqlIT extends UndoSuite {}
