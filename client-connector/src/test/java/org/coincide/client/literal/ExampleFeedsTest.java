package org.coincide.client.literal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.coincide.client.contract.Json;
import org.coincide.client.signatures.SigningKey;
import org.coincide.client.support.ExampleConsumers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example consumers of the event feed, which are started again after a fault, against a stub of the server. */
class ExampleFeedsTest {

    private static final int MINUTES = 1;
    private static final int FIRST_MESSAGES = 3;
    private static final int TORN = 10;
    private static final SigningKey KEY = SigningKey.generate();
    private static final SigningKey NEXT_KEY = SigningKey.generate();

    @TempDir
    private Path folder;

    private final List<String> bodies = new ArrayList<>();
    private FeedStub server;

    @BeforeEach
    void start() throws IOException {
        List<JsonNode> orders = new ArrayList<>();
        for (String line : Files.readAllLines(ExampleConsumers.CONTRACT.resolve("conformance/01-ordinary.jsonl"))) {
            JsonNode step = Json.STRICT.readTree(line);
            if (step.has("sent")) {
                orders.add(step.path("sent"));
            } else {
                bodies.add(step.path("received").asText());
            }
        }
        Files.writeString(folder.resolve("orders.json"), orders.toString());
        server = new FeedStub(KEY);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerStartsAgainWhenItsCursorHasExpired(String language) throws Exception {
        server.publish(bodies.subList(0, FIRST_MESSAGES));
        assertThat(run(language, KEY.publicKey().id()).exit()).isZero();
        server.publish(bodies.subList(FIRST_MESSAGES, bodies.size()));
        server.expire(FIRST_MESSAGES);

        assertCompleted(run(language, KEY.publicKey().id()));
        assertCompleted(run(language, KEY.publicKey().id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerShowsTheServersRefusal(String language) throws Exception {
        server.refuse(401, "The secret of acme is wrong.");

        Run refused = run(language, KEY.publicKey().id());

        assertThat(refused.exit()).isNotZero();
        assertThat(refused.output())
                .contains("401", "The secret of acme is wrong.")
                .doesNotContain("Traceback", "TypeError", "node:");
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerKeepsItsLedgerWhenTheKeyIsReplaced(String language) throws Exception {
        server.publish(bodies.subList(0, FIRST_MESSAGES));
        assertThat(run(language, KEY.publicKey().id()).exit()).isZero();
        server.replaceKey(NEXT_KEY);
        server.publish(bodies.subList(FIRST_MESSAGES, bodies.size()));
        assertThat(run(language, KEY.publicKey().id()).exit()).isNotZero();

        assertCompleted(
                run(language, KEY.publicKey().id() + "," + NEXT_KEY.publicKey().id()));
    }

    /** As after an announcement that is lost: the feed signs the messages again. */
    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerReadsMessagesAgainThatItCouldNotVerify(String language) throws Exception {
        server.publish(bodies.subList(0, FIRST_MESSAGES));
        assertThat(run(language, NEXT_KEY.publicKey().id()).exit()).isNotZero();
        server.replaceKey(NEXT_KEY);
        server.publish(bodies.subList(FIRST_MESSAGES, bodies.size()));

        assertCompleted(run(language, NEXT_KEY.publicKey().id()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"node", "perl", "ruby"})
    void aConsumerDiscardsAnUnfinishedLineOfItsLedger(String language) throws Exception {
        Path ledger = Files.createFile(folder.resolve("ledger"));
        server.publish(bodies.subList(0, FIRST_MESSAGES));
        assertThat(run(language, KEY.publicKey().id()).exit()).isZero();
        String stored = Files.readString(ledger);
        Files.writeString(ledger, stored.substring(0, stored.length() - TORN));
        server.publish(bodies.subList(FIRST_MESSAGES, bodies.size()));

        assertCompleted(run(language, KEY.publicKey().id()));
        assertThat(Files.readAllLines(ledger)).hasSize(bodies.size());
    }

    private void assertCompleted(Run run) throws IOException {
        assertThat(run.exit()).as(run.output()).isZero();
        String tradingId = Json.STRICT.readTree(bodies.get(0)).path("subject").asText();
        assertThat(run.output().lines()).contains(tradingId + " COMPLETED DELIVERED PAID");
    }

    private record Run(int exit, String output) {}

    private Run run(String language, String thumbprints) throws Exception {
        Path output = folder.resolve("output.txt");
        Process process = ExampleConsumers.start(
                language,
                output,
                List.of(
                        "--feed",
                        server.address(),
                        "acme",
                        "secret",
                        folder.resolve("orders.json").toString(),
                        folder.resolve("ledger").toString(),
                        thumbprints,
                        "1"));
        assertThat(process.waitFor(MINUTES, TimeUnit.MINUTES)).isTrue();
        String printed = Files.readString(output);
        assumeFalse(
                printed.startsWith("Install the package"),
                "the language has no package for signatures, so its example consumer is not tested");
        return new Run(process.exitValue(), printed);
    }
}
