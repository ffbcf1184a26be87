package org.coincide.client.connector;

import org.junit.jupiter.api.Nested;

/** All suites in one class: so they share a connector however many JVMs run tests. */
class ConnectorOnPostgresqlIT {

    @Nested
    @OnPostgresql
    class Orders extends OrdersSuite {}

    @Nested
    @OnPostgresql
    class Judgement extends JudgementSuite {}

    @Nested
    @OnPostgresql
    class Requests extends RequestsSuite {}

    @Nested
    @OnPostgresql
    class Faults extends FaultsSuite {}
}
