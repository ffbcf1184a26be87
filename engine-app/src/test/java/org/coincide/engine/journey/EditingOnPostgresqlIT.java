package org.coincide.engine.journey;

import org.coincide.engine.support.OnPostgresql;

@OnPostgresql
class EditingOnPostgresqlIT extends EditingSuite {}
