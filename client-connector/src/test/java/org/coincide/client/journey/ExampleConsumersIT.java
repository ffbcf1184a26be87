package org.coincide.client.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.coincide.client.support.BusyFeed;
import org.coincide.client.support.ExampleConsumers;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The example consumers as the client globex of a real server: by its queue in Java, by the event feed in the other languages. */
class ExampleConsumersIT {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SECONDS = "8";
    private static TestSystem system;
    private static ArrayNode placed;

    @BeforeAll
    static void trade() throws IOException {
        system = TestSystem.of(ExampleConsumersIT.class, Map.of("coincide.statements.pace", "1s"), Map.of());
        placed = JsonNodeFactory.instance.arrayNode();
        system.startWith();
        for (var kind : List.of(OrderKind.ORDINARY, OrderKind.INVOICE, OrderKind.DECLINED, OrderKind.OUT_OF_STOCK)) {
            var order = kind.order();
            placed.add(order);
            assertThat(system.server.placeOrder(order.toString(), "globex").statusCode())
                    .isEqualTo(201);
        }
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(trades()).hasSize(placed.size()).allMatch(trade -> trade.path("closed")
                        .asBoolean()));
    }

    @AfterAll
    static void end() {
        system.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"java", "python", "node", "perl", "ruby"})
    void aConsumerFollowsTheTradesWithoutAWarning(String language) throws Exception {
        var isJava = language.equals("java");
        var run = Run.of(
                language,
                isJava ? "--jms" : "--feed",
                isJava ? system.server.brokerAddress() : system.server.address(),
                system.folder.resolve(language));

        assertFollowed(run);
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerWaitsForABusyServerAndGoesOn(String language) throws Exception {
        try (var feed = new BusyFeed(
                system.server.address(),
                List.of(
                        () -> new BusyFeed.Refusal(429, "2"),
                        () -> new BusyFeed.Refusal(503, BusyFeed.dateIn(Duration.ofSeconds(3)))))) {
            var run = Run.of(language, "--feed", feed.address(), system.folder.resolve(language + "-waiting"));

            assertFollowed(run);

            assertThat(Duration.between(feed.requests().get(0), feed.requests().get(1)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
            // A date has whole seconds.
            assertThat(Duration.between(feed.requests().get(1), feed.requests().get(2)))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"python", "node", "perl", "ruby"})
    void aConsumerFailsAtABusyServerAfterItsEnd(String language) throws Exception {
        try (var feed = new BusyFeed(system.server.address(), List.of(() -> new BusyFeed.Refusal(503, "3600")))) {
            var run = Run.of(language, "--feed", feed.address(), system.folder.resolve(language + "-refused"));

            assertThat(run.process().exitValue()).as(run.text()).isPositive();
            assertThat(run.text()).contains("503");
            assertThat(feed.requests()).hasSize(1);
        }
    }

    private static void assertFollowed(Run run) {
        assertThat(run.process().exitValue()).as(run.text()).isZero();
        assertThat(run.text().lines())
                .containsAll(trades().stream().map(ExampleConsumersIT::line).toList());
    }

    /** A consumer that has ended, and its output. */
    private record Run(Process process, String text) {

        static Run of(String language, String transport, String address, Path folder) throws Exception {
            Files.createDirectories(folder);
            var orders = Files.writeString(folder.resolve("orders.json"), placed.toString());
            var output = folder.resolve("output.txt");
            var process = ExampleConsumers.start(
                    language,
                    output,
                    List.of(
                            transport,
                            address,
                            "globex",
                            system.server.accounts().secretOf("globex"),
                            orders.toString(),
                            folder.resolve("ledger").toString(),
                            system.server.signingKey().publicKey().id(),
                            SECONDS));
            assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            var text = Files.readString(output);
            assumeFalse(text.startsWith("Install the package"), "the language has no package for signatures");
            return new Run(process, text);
        }
    }

    private static String line(JsonNode trade) {
        return String.join(
                " ",
                trade.path("tradingId").asText(),
                trade.path("order").asText(),
                trade.path("delivery").asText(),
                trade.path("payment").asText());
    }

    private static List<JsonNode> trades() {
        return system.server.json("/api/trades", "globex").valueStream().toList();
    }
}
