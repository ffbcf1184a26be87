package org.coincide.engine.journey;

import org.coincide.engine.support.OnHsqldb;

@OnHsqldb
class CrowdOnHsqldbIT extends CrowdSuite {}
