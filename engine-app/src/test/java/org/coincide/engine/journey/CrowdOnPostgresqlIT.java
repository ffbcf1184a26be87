package org.coincide.engine.journey;

import org.coincide.engine.support.OnPostgresql;

@OnPostgresql
class CrowdOnPostgresqlIT extends CrowdSuite {}
