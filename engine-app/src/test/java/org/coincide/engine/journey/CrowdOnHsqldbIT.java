package org.coincide.engine.journey;

import org.coincide.engine.support.OnHsqldb;

/** A hundred of each, on HSQLDB, are sent by the clients themselves in {@code TwoJvmsIT}. */
@OnHsqldb
class CrowdOnHsqldbIT extends CrowdSuite {

    CrowdOnHsqldbIT() {
        super(20);
    }
}
