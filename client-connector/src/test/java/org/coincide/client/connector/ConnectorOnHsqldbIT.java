package org.coincide.client.connector;

import org.junit.jupiter.api.Nested;

/** All suites in one class: so they share a connector however many JVMs run tests. */
class ConnectorOnHsqldbIT {

    @Nested
    @OnHsqldb
    class Orders extends OrdersSuite {}

    @Nested
    @OnHsqldb
    class Judgement extends JudgementSuite {}

    @Nested
    @OnHsqldb
    class Requests extends RequestsSuite {}

    @Nested
    @OnHsqldb
    class Faults extends FaultsSuite {}
}
