package org.coincide.client.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.coincide.client.support.DocumentedSituation;
import org.coincide.client.support.PostgresqlServer;
import org.coincide.client.support.RecordedTest;
import org.coincide.client.support.RecordedTests;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * The messages that the server's tests recorded, replayed to a real connector on the same database: the connector must
 * accept every message (ADR 34).
 */
class RecordedHistoriesIT {

    private static final String WITHOUT =
            "No recordings of the server's tests are in engine-app/target/histories, so none are replayed."
                    + " `mvn verify` of the whole project makes them.";

    private static final RecordedTests RECORDINGS = RecordedTests.find();
    private static final Map<String, BrokerlessConnector> LEDGERS = new HashMap<>();
    private static EmbeddedPostgres postgres;

    @BeforeAll
    static void requireRecordings() {
        if (!RECORDINGS.areComplete() && RECORDINGS.all().isEmpty()) {
            System.out.println(WITHOUT);
            Assumptions.abort(WITHOUT);
        }
    }

    @AfterAll
    static void close() throws IOException {
        LEDGERS.values().forEach(BrokerlessConnector::close);
        LEDGERS.clear();
        if (postgres != null) {
            postgres.close();
            postgres = null;
        }
    }

    @Test
    void everySituationIsRecordedOnBothDatabases() {
        Assumptions.assumeTrue(RECORDINGS.areComplete(), "not all of the server's tests ran in this build");
        var situations = DocumentedSituation.all();
        for (boolean onPostgresql : new boolean[] {false, true}) {
            var recorded = RECORDINGS.all().stream()
                    .filter(test -> test.onPostgresql() == onPostgresql)
                    .map(RecordedTest::name)
                    .toList();
            assertThat(recorded)
                    .as("recordings on " + (onPostgresql ? "PostgreSQL" : "HSQLDB"))
                    .containsAll(situations.stream()
                            .flatMap(situation -> situation.tests().stream())
                            .toList());
        }
    }

    /** The mutated orders of JsonCorpusIT have one reference, which no client that keeps a ledger would send. */
    @TestFactory
    Stream<DynamicTest> everyRecordedHistoryIsCoincident() {
        return RECORDINGS.all().stream()
                .filter(recorded -> !recorded.suite().startsWith("JsonCorpusIT"))
                .flatMap(recorded -> recorded.clientIds().stream()
                        .map(client -> dynamicTest(
                                recorded.suite() + " " + recorded.test() + " as " + client,
                                () -> replay(recorded, client))));
    }

    private static void replay(RecordedTest recorded, String client) {
        var replay = new RecordingReplay(ledger(recorded, client), recorded, client);
        replay.run();
        replay.assertLedgerEqualsRecording();
        if (client.equals("acme")) {
            DocumentedSituation.all().stream()
                    .filter(situation -> situation.tests().contains(recorded.name()))
                    .filter(situation -> situation.end().isPresent())
                    .forEach(
                            situation -> assertThat(situation.isFinal() ? replay.finalStatuses() : replay.allStatuses())
                                    .as("statuses in docs/situations.md: %s", situation.name())
                                    .contains(situation.end().get()));
        }
    }

    private static BrokerlessConnector ledger(RecordedTest recorded, String client) {
        return recorded.onPostgresql()
                ? LEDGERS.computeIfAbsent(
                        client + " on PostgreSQL", name -> BrokerlessConnector.onPostgresql(client, server()))
                : LEDGERS.computeIfAbsent(client + " on HSQLDB", name -> BrokerlessConnector.onHsqldb(client));
    }

    private static EmbeddedPostgres server() {
        if (postgres == null) {
            postgres = PostgresqlServer.start();
        }
        return postgres;
    }
}
